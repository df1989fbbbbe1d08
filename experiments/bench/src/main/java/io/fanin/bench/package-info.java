/** Benchmarks of training steps, run by hand. */
@NullMarked
package io.fanin.bench;

import org.jspecify.annotations.NullMarked;
