/** The doctor on plugin jars, with the testkit that the distribution carries. */
@NullMarked
package io.fanin.doctor;

import org.jspecify.annotations.NullMarked;
