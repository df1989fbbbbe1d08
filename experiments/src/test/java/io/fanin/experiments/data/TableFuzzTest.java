package io.fanin.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableFuzzTest {
  private static final String SOUND =
      "x,kind,y\r\n"
          + "1.5,red,2\r\n2.5,blue,3.25\r\n3,red,4\r\n4,\"a \"\"b\"\"\",5\r\n".repeat(4)
          + "5,red,6\n6,blue,7\n";
  private static final byte[] TELLING =
      "\",;\t\n\r0123456789.eE+-?NAx\u0000\u00ff\u0080".getBytes(StandardCharsets.ISO_8859_1);

  /** Reading and preparing; gives whether the bytes were taken. */
  private static boolean taken(byte[] bytes, MissingPolicy policy, boolean header) {
    try {
      RawTable table = TableReader.read("t.csv", bytes, TableFormat.DEFAULT.withHeader(header));
      DataRules rules = DataRules.of(header ? "y" : "3", 1).withMissing(policy);
      LearningTable learning = Preparation.of(table, rules);
      assertThat(learning.view().inputs()).doesNotContain(Double.NaN);
      return true;
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith("t.csv");
      return false;
    }
  }

  private static byte[] mutated(RandomStream random) {
    byte[] bytes = SOUND.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(6);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(bytes.length);
      byte value = TELLING[random.nextInt(TELLING.length)];
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = value;
        case 1 -> bytes = spliced(bytes, at, at, value);
        default -> bytes = spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(9)));
      }
      bytes = bytes.length == 0 ? new byte[] {value} : bytes;
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte... put) {
    byte[] result = new byte[bytes.length - (to - from) + put.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(put, 0, result, from, put.length);
    System.arraycopy(bytes, to, result, from + put.length, bytes.length - to);
    return result;
  }

  @Test
  void whatever_the_bytes_are_nothing_but_invalid_input_is_thrown() {
    int taken = 0;
    for (int i = 0; i < 4000; i++) {
      RandomStream random = RandomStream.of(17, "table-fuzz", i);
      MissingPolicy policy = List.of(MissingPolicy.values()).get(i % 3);
      taken += taken(mutated(random), policy, i % 4 != 0) ? 1 : 0;
    }
    assertThat(taken).isBetween(400, 3600);
  }

  @Test
  void the_sound_table_is_taken() {
    assertThat(taken(SOUND.getBytes(StandardCharsets.UTF_8), MissingPolicy.REFUSE, true)).isTrue();
  }
}
