package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/**
 * Every JVM and every machine gives these bits. Who changes an operation changes the sums below,
 * and with them the results of every trial: on purpose or not at all.
 */
final class SameBitsTest {
  private static final int N = 20_000;

  @Test
  void floats_are_those_of_any_other_machine() {
    float[] x = Inputs.floats(N, 8);
    CRC32 sum = new CRC32();
    for (Function function : Function.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * x.length);
      for (float y : function.over(x)) {
        bytes.putInt(Float.floatToIntBits(y));
      }
      sum.update(bytes.array());
    }
    assertThat(sum.getValue()).isEqualTo(2850550758L);
  }

  @Test
  void doubles_are_those_of_any_other_machine() {
    double[] x = Inputs.doubles(N, 8);
    CRC32 sum = new CRC32();
    for (Function function : Function.values()) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * x.length);
      for (double y : function.over(x)) {
        bytes.putLong(Double.doubleToLongBits(y));
      }
      sum.update(bytes.array());
    }
    assertThat(sum.getValue()).isEqualTo(2455083254L);
  }
}
