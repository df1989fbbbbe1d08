package io.fanin.kernels.cpu.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/**
 * The functions under test, with their bounds in units in the last place: of the value, or of the
 * sum of its terms' sizes for the slopes of gelu and silu, which have a zero.
 */
enum Function {
  EXP(
      1.0,
      1.0,
      FloatElementary::exp,
      FloatScalarLoops::exp,
      DoubleElementary::exp,
      DoubleScalarLoops::exp),
  LOG(
      1.0,
      1.0,
      FloatElementary::log,
      FloatScalarLoops::log,
      DoubleElementary::log,
      DoubleScalarLoops::log),
  LOG1P(
      1.5,
      1.5,
      FloatElementary::log1p,
      FloatScalarLoops::log1p,
      DoubleElementary::log1p,
      DoubleScalarLoops::log1p),
  TANH(
      2.5,
      2.75,
      FloatElementary::tanh,
      FloatScalarLoops::tanh,
      DoubleElementary::tanh,
      DoubleScalarLoops::tanh),
  SIGMOID(
      2.5,
      2.5,
      FloatElementary::sigmoid,
      FloatScalarLoops::sigmoid,
      DoubleElementary::sigmoid,
      DoubleScalarLoops::sigmoid),
  SOFTPLUS(
      2.25,
      2.25,
      FloatElementary::softplus,
      FloatScalarLoops::softplus,
      DoubleElementary::softplus,
      DoubleScalarLoops::softplus),
  GELU(
      3.0,
      3.0,
      FloatElementary::gelu,
      FloatScalarLoops::gelu,
      DoubleElementary::gelu,
      DoubleScalarLoops::gelu),
  SILU(
      3.0,
      3.0,
      FloatElementary::silu,
      FloatScalarLoops::silu,
      DoubleElementary::silu,
      DoubleScalarLoops::silu),
  SINE(
      2.0,
      2.0,
      FloatElementary::sine,
      FloatScalarLoops::sine,
      DoubleElementary::sine,
      DoubleScalarLoops::sine),
  TANH_SLOPE(
      0.501,
      0.501,
      FloatElementary::tanhGradient,
      FloatScalarLoops::tanhGradient,
      DoubleElementary::tanhGradient,
      DoubleScalarLoops::tanhGradient),
  SIGMOID_SLOPE(
      1.6,
      1.6,
      FloatElementary::sigmoidGradient,
      FloatScalarLoops::sigmoidGradient,
      DoubleElementary::sigmoidGradient,
      DoubleScalarLoops::sigmoidGradient),
  SOFTPLUS_SLOPE(
      1.25,
      1.25,
      FloatElementary::softplusGradient,
      FloatScalarLoops::softplusGradient,
      DoubleElementary::softplusGradient,
      DoubleScalarLoops::softplusGradient),
  GELU_SLOPE(
      5.0,
      5.0,
      FloatElementary::geluGradient,
      FloatScalarLoops::geluGradient,
      DoubleElementary::geluGradient,
      DoubleScalarLoops::geluGradient),
  SILU_SLOPE(
      4.0,
      4.0,
      FloatElementary::siluGradient,
      FloatScalarLoops::siluGradient,
      DoubleElementary::siluGradient,
      DoubleScalarLoops::siluGradient),
  COSINE(
      2.5,
      2.5,
      FloatElementary::sineGradient,
      FloatScalarLoops::sineGradient,
      DoubleElementary::sineGradient,
      DoubleScalarLoops::sineGradient);

  private static final int COPIES = 71;

  final double floatBound;
  final double doubleBound;
  final FloatLoop floats;
  final FloatLoop floatTwin;
  final DoubleLoop doubles;
  final DoubleLoop doubleTwin;

  Function(
      double floatBound,
      double doubleBound,
      FloatLoop floats,
      FloatLoop floatTwin,
      DoubleLoop doubles,
      DoubleLoop doubleTwin) {
    this.floatBound = floatBound;
    this.doubleBound = doubleBound;
    this.floats = floats;
    this.floatTwin = floatTwin;
    this.doubles = doubles;
    this.doubleTwin = doubleTwin;
  }

  /** A number where the function is defined, made of any number. */
  double domain(double x) {
    return switch (this) {
      case LOG, SOFTPLUS_SLOPE -> Math.abs(x);
      case LOG1P -> x < -1 ? 1 / x : x;
      case TANH_SLOPE -> Math.abs(x) > 1 ? 1 / x : x;
      case SIGMOID_SLOPE -> Math.abs(Math.abs(x) > 1 ? 1 / x : x);
      default -> x;
    };
  }

  /** All values, or all slopes. */
  float[] over(float[] x) {
    float[] y = new float[x.length];
    Arrays.fill(y, 1);
    floats.run(x, 0, y, 0, x.length);
    return y;
  }

  /** All values, or all slopes. */
  double[] over(double[] x) {
    double[] y = new double[x.length];
    Arrays.fill(y, 1);
    doubles.run(x, 0, y, 0, x.length);
    return y;
  }

  /** The value at one point, which every lane and the rest of the loop must agree upon. */
  float at(float x) {
    float[] many = new float[COPIES];
    Arrays.fill(many, x);
    float[] y = over(many);
    float[] first = new float[COPIES];
    Arrays.fill(first, y[0]);
    assertThat(y).isEqualTo(first);
    return y[0];
  }

  /** The value at one point, which every lane and the rest of the loop must agree upon. */
  double at(double x) {
    double[] many = new double[COPIES];
    Arrays.fill(many, x);
    double[] y = over(many);
    double[] first = new double[COPIES];
    Arrays.fill(first, y[0]);
    assertThat(y).isEqualTo(first);
    return y[0];
  }
}
