package io.fanin.testkit;

import io.fanin.kernel.Activation;
import io.fanin.kernel.DType;

/**
 * How far an activation may be from its definition: {@value #ULPS} unit roundoffs of the largest
 * number that its formula adds up, and what an error of the pre-activation does to it.
 */
final class ActivationBounds {
  /** Allowed error, in unit roundoffs, of an activation or its derivative at an exact argument. */
  static final int ULPS = 8;

  private ActivationBounds() {}

  /** Bound on the error of the value at a pre-activation known up to {@code dz}. */
  static double value(Activation activation, double z, double dz, DType dtype) {
    double tiny = dtype == DType.FLOAT ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    return slope(activation, z, dz) * dz
        + ULPS * dtype.unitRoundoff() * magnitude(activation, z)
        + tiny;
  }

  /** Bound on the derivative's error; the stored output is exact, it is the provider's own. */
  static double derivative(Activation activation, double z, double y, double dz, DType dtype) {
    double own =
        switch (activation) {
          case IDENTITY, RELU -> 0;
          case EXP -> Math.abs(y);
          case QUADRATIC -> Math.abs(2 * z);
          case TANH -> 1 + y * y;
          case GELU, SILU -> 1 + Math.abs(activation.derivative(z, y));
          default -> 1;
        };
    double curvature =
        switch (activation) {
          case GELU, QUADRATIC -> 2;
          case SILU, SINE -> 1;
          default -> 0; // a function of the output
        };
    return curvature * dz + ULPS * dtype.unitRoundoff() * own;
  }

  /** Lipschitz constant within {@code dz} of {@code z}. */
  private static double slope(Activation activation, double z, double dz) {
    return switch (activation) {
      case GELU, SILU -> 1.2;
      case EXP -> StrictMath.exp(z + dz);
      case QUADRATIC -> 2 * (Math.abs(z) + dz);
      default -> 1;
    };
  }

  private static double magnitude(Activation activation, double z) {
    return switch (activation) {
      case GELU -> Math.abs(z); // 1 + tanh cancels in the left tail
      case SINE -> 1; // relative to the range: zeros lie between floats
      default -> Math.abs(activation.value(z));
    };
  }
}
