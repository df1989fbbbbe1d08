package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.core.source64.Philox4x64;
import org.junit.jupiter.api.Test;

/** The known answers of Random123 (kat_vectors, philox4x64, 10 rounds) through our keying. */
final class PhiloxTest {
  @Test
  void zero_key_and_counter_give_the_published_block() {
    assertThat(block(new StreamKey(0, 0, 0, 0), 0))
        .containsExactly(
            0x16554d9eca36314cL, 0xdb20fe9d672d0fdcL, 0xd7e772cee186176bL, 0x7e68b68aec7ba23bL);
  }

  @Test
  void all_ones_give_the_published_block() {
    // the generator adds one to its counter first: this is all ones less one
    Philox4x64 philox = new Philox4x64(new long[] {-1, -1, -2, -1, -1, -1});
    assertThat(new long[] {philox.next(), philox.next(), philox.next(), philox.next()})
        .containsExactly(
            0x87b092c3013fe90bL, 0x438c3c67be8d0224L, 0x9cc7d7c69cd777b6L, 0xa09caebf594f0ba0L);
  }

  @Test
  void digits_of_pi_give_the_published_block() {
    Philox4x64 philox =
        new Philox4x64(
            new long[] {
              0x452821e638d01377L,
              0xbe5466cf34e90c6cL,
              0x243f6a8885a308d3L - 1,
              0x13198a2e03707344L,
              0xa4093822299f31d0L,
              0x082efa98ec4e6c89L
            });
    assertThat(new long[] {philox.next(), philox.next(), philox.next(), philox.next()})
        .containsExactly(
            0xa528f45403e61d95L, 0x38c72dbd566e9788L, 0xa5a1610e72fd18b5L, 0x57bd43b5e52b7fe6L);
  }

  @Test
  void block_zero_borrows_from_every_word_of_the_counter() {
    for (StreamKey key :
        new StreamKey[] {
          new StreamKey(1, 2, 0, 0), new StreamKey(1, 2, 0, 5), new StreamKey(1, 2, 7, 5)
        }) {
      Philox4x64 fromZero = new Philox4x64(key.before(0));
      for (int i = 0; i < 4; i++) {
        fromZero.next();
      }
      assertThat(fromZero.next()).isEqualTo(new Philox4x64(key.before(1)).next());
    }
  }

  private static long[] block(StreamKey key, long index) {
    Philox4x64 philox = new Philox4x64(key.before(index));
    return new long[] {philox.next(), philox.next(), philox.next(), philox.next()};
  }
}
