/** libtorch as the peer of the benchmarks. */
@NullMarked
package io.fanin.bench.libtorch;

import org.jspecify.annotations.NullMarked;
