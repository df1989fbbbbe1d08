package io.fanin.circuits.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernels.cpu.CpuKernelProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GadgetsTest {
  private static double[] run(ExactNetwork network, KernelProvider provider, List<double[]> rows) {
    double[] values = new double[rows.size()];
    try (Runner runner = new Runner(network, provider, DType.DOUBLE)) {
      for (int at = 0; at < values.length; at += runner.batch()) {
        int end = Math.min(values.length, at + runner.batch());
        double[][] part = runner.run(rows.subList(at, end));
        for (int i = at; i < end; i++) {
          values[i] = part[i - at][0];
        }
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 10})
  void the_square_has_exactly_its_certified_error(int m) {
    List<double[]> rows = new ArrayList<>();
    int points = 1 << Math.min(m + 1, 11); // middles of the pieces among them
    for (int i = 0; i <= points; i++) {
      rows.add(new double[] {(double) i / points});
    }
    for (KernelProvider provider : List.of(new ReferenceProvider(), new CpuKernelProvider())) {
      double[] values = run(Gadgets.square(m), provider, rows);
      double worst = 0;
      for (int i = 0; i <= points; i++) {
        double x = rows.get(i)[0];
        worst = Math.max(worst, Math.abs(values[i] - x * x));
      }
      assertThat(worst).isEqualTo(Gadgets.squareError(m)); // dyadic: no rounding at all
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 10})
  void the_product_stays_within_its_certified_error(int m) {
    List<double[]> rows = new ArrayList<>();
    for (int i = -24; i <= 24; i++) {
      for (int j = -24; j <= 24; j++) {
        rows.add(new double[] {i / 24.0, j / 24.0});
      }
    }
    for (KernelProvider provider : List.of(new ReferenceProvider(), new CpuKernelProvider())) {
      double[] values = run(Gadgets.product(m), provider, rows);
      double worst = 0;
      for (int i = 0; i < values.length; i++) {
        worst = Math.max(worst, Math.abs(values[i] - rows.get(i)[0] * rows.get(i)[1]));
      }
      assertThat(worst <= Gadgets.productError(m) + 1e-14).isTrue();
      assertThat(worst >= Gadgets.productError(m) / 16).isTrue();
    }
  }
}
