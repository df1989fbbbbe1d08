package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.random.RandomStream;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors of the double functions against a hundred digits. */
final class DoubleBoundsTest {
  private static final int N = Integer.getInteger("fanin.samples", 600);

  /** Beyond this, exponentials of gelu's argument and of the others leave the range of doubles. */
  private static final double LIMIT = 700;

  @ParameterizedTest
  @EnumSource
  void errors_stay_within_the_bound(Function function) {
    RandomStream random = RandomStream.of(6, "elementary bounds");
    double[] x = new double[N];
    for (int i = 0; i < N; i++) {
      double any = Inputs.moderate(random);
      x[i] = function.domain(Math.abs(any) > limit(function) ? any / 0x1p20 : any);
    }
    double[] y = function.over(x);
    for (int i = 0; i < N; i++) {
      Exact exact = Exact.of(function, x[i]);
      BigDecimal ulp = new BigDecimal(Math.ulp(exact.size().doubleValue()));
      BigDecimal bound = ulp.multiply(BigDecimal.valueOf(function.doubleBound));
      BigDecimal error = new BigDecimal(y[i]).subtract(exact.value()).abs();
      assertThat(error.compareTo(bound) <= 0)
          .as("%s at %s is %s, not %s", function, x[i], y[i], exact.value().doubleValue())
          .isTrue();
    }
  }

  private static double limit(Function function) {
    return switch (function) {
      case LOG, LOG1P, SINE, COSINE -> Double.POSITIVE_INFINITY;
      case GELU, GELU_SLOPE -> 20;
      default -> LIMIT;
    };
  }
}
