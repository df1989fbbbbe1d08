package io.fanin.experiments.claim.cipher;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.exact.ToyCipher;
import io.fanin.random.RandomStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Random blocks and what a cipher makes of them; the blocks are the same for every number of
 * rounds.
 *
 * @param inputs bits as signs, 1 for a bit that is set, {@code [rows, block]}
 * @param encrypted the block after all rounds, {@code [rows]}
 * @param rows training, validation and test rows together
 */
record CipherData(float[] inputs, long[] encrypted, int rows) {
  /** Made when it is first needed, once for all tasks; equal at every making. */
  static Supplier<CipherData> shared(int rounds, SettingValues values) {
    return new Supplier<>() {
      private @Nullable CipherData made;

      @Override
      public synchronized CipherData get() {
        CipherData own = made;
        if (own == null) {
          own = make(rounds, values);
          made = own;
        }
        return own;
      }
    };
  }

  private static CipherData make(int rounds, SettingValues values) {
    int block = values.integer(NotSufficient.BLOCK);
    int rows =
        values.integer(NotSufficient.SAMPLES)
            + values.integer(NotSufficient.VALIDATION)
            + values.integer(NotSufficient.TEST);
    ToyCipher cipher = Group.cipher(rounds, values);
    RandomStream random = RandomStream.of(values.setup().seed(), "cipher-blocks");
    float[] inputs = new float[Math.multiplyExact(rows, block)];
    long[] encrypted = new long[rows];
    for (int r = 0; r < rows; r++) {
      long bits = random.nextLong();
      for (int b = 0; b < block; b++) {
        inputs[r * block + b] = (bits >>> b & 1) == 0 ? -1 : 1;
      }
      encrypted[r] = cipher.encrypt(bits);
    }
    return new CipherData(inputs, encrypted, rows);
  }

  /** Bit {@code b} of the block that was encrypted in a row. */
  double bit(int row, int b, int block) {
    return inputs[row * block + b] > 0 ? 1 : 0;
  }
}
