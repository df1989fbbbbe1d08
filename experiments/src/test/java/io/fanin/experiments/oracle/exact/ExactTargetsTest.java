package io.fanin.experiments.oracle.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.function.SparseFunction;
import io.fanin.random.RandomStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExactTargetsTest {
  @Test
  void the_tent_has_two_to_the_k_pieces() {
    for (int k = 1; k <= 12; k++) {
      assertThat(TentMap.pieces(k)).isEqualTo(1 << k);
    }
  }

  @Test
  void the_deep_network_is_right_on_all_points_and_they_alternate() {
    for (int k = 1; k <= 12; k++) {
      for (int i = 0; i < 1 << k; i++) {
        double value = TentMap.deep(k, (double) i / (1 << k));
        assertThat(value).isEqualTo(i % 2);
        assertThat(TentMap.label(k, i)).isEqualTo(i % 2);
      }
    }
    assertThat(TentMap.mostUnits(9, 2)).isEqualTo(4);
    assertThat(TentMap.leastError(3, 8)).isZero();
    assertThat(TentMap.leastError(3, 3)).isEqualTo(0.25); // 4 runs of 8 points: at least 2 wrong
  }

  @Test
  void a_flat_network_has_at_most_one_piece_more_than_units() {
    for (int trial = 0; trial < 100; trial++) {
      RandomStream random = RandomStream.of(2, "hat", trial);
      int n = 1 + random.nextInt(12);
      double[][] p = new double[3][n];
      for (double[] row : p) {
        for (int j = 0; j < n; j++) {
          row[j] = random.nextInt(7) - 3; // zeros and common kinks occur
        }
      }
      assertThat(new HatNetwork(p[0], p[1], p[2]).pieces()).isLessThanOrEqualTo(n + 1);
    }
    assertThat(
            new HatNetwork(
                    new double[] {1, 1, 1}, new double[] {0, -1, -2}, new double[] {1, -2, 2})
                .pieces())
        .isEqualTo(4);
  }

  @Test
  void kinks_that_cancel_are_no_joints() {
    HatNetwork same =
        new HatNetwork(new double[] {1, 2, -1}, new double[] {-1, -2, 5}, new double[] {2, -1, 0});
    assertThat(same.pieces()).isEqualTo(1);
    HatNetwork through =
        new HatNetwork(new double[] {1, -1}, new double[] {0, 0}, new double[] {1, -1});
    assertThat(through.pieces()).isEqualTo(1); // relu(x) - relu(-x) = x
  }

  @Test
  void the_tutorials_permutation_is_that_of_sixteen_bits() {
    ToyCipher cipher = new ToyCipher(16, 1, 1);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(cipher.moved(4 * i + j)).isEqualTo(4 * j + i);
      }
    }
    for (int bits : new int[] {16, 32, 48, 64}) {
      ToyCipher one = new ToyCipher(bits, 1, 1);
      Set<Integer> places = new HashSet<>();
      for (int b = 0; b < bits; b++) {
        places.add(one.moved(b));
      }
      assertThat(places).hasSize(bits);
      for (int box = 0; box < bits; box += 4) {
        Set<Integer> fed = new HashSet<>();
        for (int j = 0; j < 4; j++) {
          fed.add(one.moved(box + j) / 4);
        }
        assertThat(fed).hasSize(4);
      }
    }
  }

  @Test
  void the_cipher_is_a_permutation_of_blocks() {
    ToyCipher cipher = new ToyCipher(16, 4, 9);
    Set<Long> seen = new HashSet<>();
    for (long block = 0; block < 1 << 16; block++) {
      seen.add(cipher.encrypt(block));
    }
    assertThat(seen).hasSize(1 << 16);
  }

  @Test
  void the_graph_computes_the_cipher_and_grows_by_a_row_a_round() {
    for (int rounds = 0; rounds <= 4; rounds++) {
      ToyCipher cipher = new ToyCipher(32, rounds, 3);
      SparseFunction bit = cipher.function(5);
      RandomStream random = RandomStream.of(7, "blocks", rounds);
      for (int trial = 0; trial < 50; trial++) {
        long block = random.nextLong() & 0xFFFFFFFFL;
        double[] row = new double[32];
        for (int b = 0; b < 32; b++) {
          row[b] = block >>> b & 1;
        }
        assertThat(bit.value(row)).isEqualTo(cipher.encrypt(block) >>> 5 & 1);
      }
      assertThat(cipher.nodes()).isEqualTo(32 * rounds);
      assertThat(bit.graph().nodes()).isEqualTo(new int[] {1, 1, 5, 21, 53}[rounds]);
      assertThat(bit.graph().maxFanIn()).isEqualTo(rounds == 0 ? 1 : 4);
    }
  }

  @Test
  void odd_blocks_are_refused() {
    assertThatThrownBy(() -> new ToyCipher(20, 1, 1))
        .hasMessage("a cipher needs blocks of 16, 32, 48 or 64 bits and rounds >= 0, had 20 and 1");
  }
}
