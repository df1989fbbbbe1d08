/** Targets and networks that can be counted exactly: tents, kinks, ciphers. */
@NullMarked
package io.fanin.experiments.oracle.exact;

import org.jspecify.annotations.NullMarked;
