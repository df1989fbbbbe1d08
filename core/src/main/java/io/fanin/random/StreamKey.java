package io.fanin.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a stream lies in Philox's space: a 128-bit key and the upper 128 bits of the counter.
 *
 * <p>All 256 bits are the SHA-256 of (seed, purpose, index), so two different keys share a block
 * only if the hash collides, however small the numbers in them are.
 */
record StreamKey(long key0, long key1, long counter2, long counter3) {

  static StreamKey of(long seed, String purpose, long... index) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    // the length of the name comes first, so that no name can imitate an index
    ByteBuffer text =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + name.length + Long.BYTES * index.length);
    text.putLong(seed).putInt(name.length).put(name);
    for (long i : index) {
      text.putLong(i);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256(text.array()));
    return new StreamKey(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /**
   * The seed of a generator that gives block {@code block} first.
   *
   * <p>The library's generator adds one to its counter before it makes a block, hence the counter
   * before: {@code block - 1} in 256-bit arithmetic.
   */
  long[] before(long block) {
    if (block > 0) {
      return new long[] {key0, key1, block - 1, 0, counter2, counter3};
    }
    long borrow = counter2 == 0 ? 1 : 0;
    return new long[] {key0, key1, -1, -1, counter2 - 1, counter3 - borrow};
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, but this one", e);
    }
  }
}
