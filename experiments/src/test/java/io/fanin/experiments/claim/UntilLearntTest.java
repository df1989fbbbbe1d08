package io.fanin.experiments.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Kernels;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Rows;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UntilLearntTest {
  private static final int N = 3;
  private static final int LIMIT = 200;
  private static final int TARGETS = 3;
  private final List<Integer> left = new ArrayList<>();

  private static Network network() {
    ArchitectureProvider shallow = Architectures.builtIn().get("shallow");
    return shallow.build(
        new ArchitectureRequest(
            List.of(new InputBlock("x", 0, N, 0)),
            1,
            null,
            null,
            Settings.of(shallow.keys()).with("width", 8)));
  }

  /** A sign, a product of two, and noise. */
  private static void row(long bits, RandomStream random, double[] x, double[] y, int r) {
    for (int i = 0; i < N; i++) {
      x[r * N + i] = (bits >> i & 1) == 0 ? 1 : -1;
    }
    double[] all = {x[r * N], x[r * N] * x[r * N + 1], random.nextSign()};
    int columns = y.length / (x.length / N);
    System.arraycopy(all, 0, y, r * columns, columns);
  }

  private double[] steps(int... columns) throws InterruptedException {
    double[] inputs = new double[8 * N];
    double[] targets = new double[8 * TARGETS];
    RandomStream noise = RandomStream.of(4, "noise");
    double[][] parameters = new double[columns.length][];
    double[] tolerated = new double[columns.length];
    for (int r = 0; r < 8; r++) {
      row(r, noise, inputs, targets, r);
    }
    for (int m = 0; m < columns.length; m++) {
      parameters[m] = network().initial(Initialisers.suited(), columns[m]);
    }
    UntilLearnt.Course course =
        new UntilLearnt.Course(
            Collections.nCopies(columns.length, network()),
            columns,
            tolerated,
            Rows.SHARED,
            (step, member, x, y, count) -> {
              RandomStream random = RandomStream.of(9, "rows", step);
              for (int r = 0; r < count; r++) {
                row(random.nextInt(8), random, x, y, r);
              }
            },
            0.1,
            16,
            LIMIT);
    left.clear();
    return new UntilLearnt(
            course,
            new UntilLearnt.Test(inputs, targets, 8),
            new ClaimEnvironment(Kernels.of(List.of())),
            (program, ensemble, set, place, member) -> left.add(member))
        .run(parameters);
  }

  @Test
  void each_network_learns_as_it_does_alone() throws InterruptedException {
    double[] together = steps(0, 1, 2);

    assertThat(left).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(together[0]).isLessThanOrEqualTo(together[1]).isBetween(16.0, 200.0);
    assertThat(together[2]).isInfinite();
    assertThat(steps(0)[0]).isEqualTo(together[0]);
    assertThat(steps(1)[0]).isEqualTo(together[1]);
    assertThat(steps(2)[0]).isInfinite();
    assertThat(left).containsExactly(0);
  }

  /** 16, 19, 23, 27, 32, 38, 45, 54, 64, …: the checkpoints a factor 2^(1/4) apart, and the end. */
  @Test
  void arrivals_are_seen_at_checkpoints() throws InterruptedException {
    List<Double> checkpoints = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      checkpoints.add((double) Math.round(16 * StrictMath.pow(2, i / 4.0)));
    }
    checkpoints.add((double) LIMIT);
    assertThat(checkpoints).contains(steps(0)[0], steps(1)[0]);
  }
}
