/** What the README shows, compiled and run. */
@NullMarked
package io.fanin.readme;

import org.jspecify.annotations.NullMarked;
