/**
 * Kernels over vectors of a batch's lanes, written with {@code jdk.incubator.vector}; nothing here
 * is linked where that module is absent.
 */
@NullMarked
package io.fanin.kernels.cpu.vector;

import org.jspecify.annotations.NullMarked;
