package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vector loops and the scalar loops give the same bits; NaN is one value here. */
final class TwinsTest {
  private static final int N = 200_000;
  private static final int GUARD = 5;
  private static final int OFFSET = 7;

  @Test
  void the_vector_module_is_here_so_that_two_things_are_compared() {
    assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void floats_have_the_same_bits(Function function) {
    float[] x = Inputs.floats(N, 1);
    float[] y = new float[x.length];
    float[] twin = new float[x.length];
    Arrays.fill(y, 1);
    Arrays.fill(twin, 1);
    function.floats.run(x, 0, y, 0, x.length);
    function.floatTwin.run(x, 0, twin, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(twin[i])) {
        fail("%s at %a is %a in a vector, %a alone", function, x[i], y[i], twin[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void doubles_have_the_same_bits(Function function) {
    double[] x = Inputs.doubles(N, 2);
    double[] y = new double[x.length];
    double[] twin = new double[x.length];
    Arrays.fill(y, 1);
    Arrays.fill(twin, 1);
    function.doubles.run(x, 0, y, 0, x.length);
    function.doubleTwin.run(x, 0, twin, 0, x.length);
    for (int i = 0; i < x.length; i++) {
      if (Double.doubleToLongBits(y[i]) != Double.doubleToLongBits(twin[i])) {
        fail("%s at %a is %a in a vector, %a alone", function, x[i], y[i], twin[i]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void any_length_and_offset_touches_its_range_alone(Function function) {
    float[] x = Inputs.floats(100, 3);
    double[] z = Inputs.doubles(100, 3);
    float[] all = function.over(x);
    double[] both = function.over(z);
    for (int n = 0; n <= 70; n++) {
      float[] y = new float[n + 2 * GUARD];
      double[] w = new double[n + 2 * GUARD];
      Arrays.fill(y, 1);
      Arrays.fill(w, 1);
      function.floats.run(x, OFFSET, y, GUARD, n);
      function.doubles.run(z, OFFSET, w, GUARD, n);
      assertThat(y).isEqualTo(framed(all, n));
      assertThat(w).isEqualTo(framed(both, n));
    }
  }

  private static float[] framed(float[] all, int n) {
    float[] framed = new float[n + 2 * GUARD];
    Arrays.fill(framed, 1);
    System.arraycopy(all, OFFSET, framed, GUARD, n);
    return framed;
  }

  private static double[] framed(double[] all, int n) {
    double[] framed = new double[n + 2 * GUARD];
    Arrays.fill(framed, 1);
    System.arraycopy(all, OFFSET, framed, GUARD, n);
    return framed;
  }

  @ParameterizedTest
  @EnumSource(
      value = Function.class,
      names = {".*SLOPE", "COSINE"},
      mode = EnumSource.Mode.MATCH_NONE)
  void a_value_may_overwrite_its_argument(Function function) {
    float[] x = Inputs.floats(1000, 4);
    double[] z = Inputs.doubles(1000, 4);
    float[] y = function.over(x);
    double[] w = function.over(z);
    function.floats.run(x, 0, x, 0, x.length);
    function.doubles.run(z, 0, z, 0, z.length);
    assertThat(x).isEqualTo(y);
    assertThat(z).isEqualTo(w);
  }

  @ParameterizedTest
  @EnumSource(
      value = Function.class,
      names = {".*SLOPE", "COSINE"},
      mode = EnumSource.Mode.MATCH_ANY)
  void a_slope_multiplies_what_is_there(Function function) {
    float[] x = Inputs.floats(1000, 5);
    double[] z = Inputs.doubles(1000, 5);
    float[] slopes = function.over(x);
    double[] others = function.over(z);
    float[] d = new float[x.length];
    double[] e = new double[z.length];
    Arrays.fill(d, -0.7f);
    Arrays.fill(e, -0.7);
    function.floats.run(x, 0, d, 0, d.length);
    function.doubles.run(z, 0, e, 0, e.length);
    for (int i = 0; i < d.length; i++) {
      slopes[i] *= -0.7f;
      others[i] *= -0.7;
    }
    assertThat(d).isEqualTo(slopes);
    assertThat(e).isEqualTo(others);
  }
}
