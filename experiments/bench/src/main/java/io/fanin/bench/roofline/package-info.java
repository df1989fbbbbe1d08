/** What this machine can do at most: its floating point peak and the bandwidth of its memories. */
@NullMarked
package io.fanin.bench.roofline;

import org.jspecify.annotations.NullMarked;
