package io.fanin.kernels.cpu.elementary;

import io.fanin.kernel.Activation;

/** The functions in double precision, right to far more digits than a float has. */
final class Doubles {
  private static final double SCALE = 2 * StrictMath.sqrt(2 / StrictMath.PI);
  private static final double CUBIC = 0.044715;

  private Doubles() {}

  static double value(Function function, double x) {
    return switch (function) {
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case LOG1P -> StrictMath.log1p(x);
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> Activation.SIGMOID.value(x);
      case SOFTPLUS -> Activation.SOFTPLUS.value(x);
      case GELU -> x * Activation.SIGMOID.value(argument(x));
      case SILU -> Activation.SILU.value(x);
      case SINE -> StrictMath.sin(x);
      case TANH_SLOPE -> 1 - x * x;
      case SIGMOID_SLOPE -> x * (1 - x);
      case SOFTPLUS_SLOPE -> -StrictMath.expm1(-x);
      case GELU_SLOPE -> logistic(argument(x)) + second(argument(x), x * steepness(x));
      case SILU_SLOPE -> logistic(x) + second(x, x);
      case COSINE -> StrictMath.cos(x);
    };
  }

  /** What the error is measured against. */
  static double size(Function function, double x) {
    return switch (function) {
      case GELU_SLOPE -> logistic(argument(x)) + Math.abs(second(argument(x), x * steepness(x)));
      case SILU_SLOPE -> logistic(x) + Math.abs(second(x, x));
      default -> Math.abs(value(function, x));
    };
  }

  private static double logistic(double x) {
    return Activation.SIGMOID.value(x);
  }

  /** {@code factor s (1 - s)}, where neither half of the product may be cancelled. */
  private static double second(double x, double factor) {
    return factor * (logistic(x) * logistic(-x));
  }

  private static double argument(double x) {
    return SCALE * (x + CUBIC * x * x * x);
  }

  private static double steepness(double x) {
    return SCALE * (1 + 3 * CUBIC * x * x);
  }
}
