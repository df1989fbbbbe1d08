package io.fanin.kernels.cpu.onednn;

/**
 * A batch of matrices in native memory: element {@code (b, r, c)} is number {@code at + b
 * batchStride + r rowStride + c columnStride}.
 *
 * @param batch how many; 1 is broadcast against a longer batch
 */
public record Matrices(
    NativeFloats memory,
    long at,
    long batch,
    long rows,
    long columns,
    long batchStride,
    long rowStride,
    long columnStride) {}
