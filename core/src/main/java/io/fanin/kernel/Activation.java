package io.fanin.kernel;

/**
 * The function a node applies to each of its pre-activations.
 *
 * <p>{@link #value} and {@link #derivative} are the definition, in double precision through {@code
 * StrictMath}; a fast kernel states its own error bound against them.
 */
public enum Activation {
  /** {@code z}. */
  IDENTITY,
  /** {@code max(z, 0)}; derivative 0 at 0. */
  RELU,
  /** {@code z} for {@code z > 0}, else {@code 0.01 z}; derivative 0.01 at 0. */
  LEAKY_RELU,
  /** {@code tanh(z)}. */
  TANH,
  /** {@code 1 / (1 + exp(-z))}. */
  SIGMOID,
  /** {@code log(1 + exp(z))}. */
  SOFTPLUS,
  /**
   * {@code z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3)))}, the tanh form of Hendrycks and Gimpel
   * (2016).
   */
  GELU,
  /** {@code z / (1 + exp(-z))}. */
  SILU,
  /** {@code sin(z)}. */
  SINE,
  /** {@code exp(z)}. */
  EXP,
  /** {@code z^2}. */
  QUADRATIC;

  /** Slope of {@link #LEAKY_RELU} below zero. */
  public static final double LEAK = 0.01;

  private static final double GELU_SCALE = StrictMath.sqrt(2 / StrictMath.PI);
  private static final double GELU_CUBIC = 0.044715;

  /** The function at pre-activation {@code z}. */
  public double value(double z) {
    return switch (this) {
      case IDENTITY -> z;
      case RELU -> z <= 0 ? 0 : z; // NaN stays NaN
      case LEAKY_RELU -> z > 0 ? z : LEAK * z;
      case TANH -> StrictMath.tanh(z);
      case SIGMOID -> sigmoid(z);
      case SOFTPLUS -> Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
      case GELU -> times(0.5 * z, 1 + StrictMath.tanh(geluArgument(z)));
      case SILU -> times(z, sigmoid(z));
      case SINE -> StrictMath.sin(z);
      case EXP -> StrictMath.exp(z);
      case QUADRATIC -> z * z;
    };
  }

  /**
   * The derivative at pre-activation {@code z}.
   *
   * @param z the pre-activation; ignored where {@link #fromOutput} holds
   * @param y the output {@code value(z)}, as the program stored it
   */
  public double derivative(double z, double y) {
    return switch (this) {
      case IDENTITY -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case LEAKY_RELU -> y > 0 ? 1 : LEAK;
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
      case SOFTPLUS -> -StrictMath.expm1(-y);
      case GELU -> geluDerivative(z);
      case SILU -> siluDerivative(z);
      case SINE -> StrictMath.cos(z);
      case EXP -> y;
      case QUADRATIC -> 2 * z;
    };
  }

  /**
   * True when the derivative is a function of the output alone, so that no pre-activation is kept.
   */
  public boolean fromOutput() {
    return switch (this) {
      case GELU, SILU, SINE, QUADRATIC -> false;
      default -> true;
    };
  }

  private static double sigmoid(double z) {
    if (z >= 0) {
      return 1 / (1 + StrictMath.exp(-z));
    }
    double e = StrictMath.exp(z);
    return e / (1 + e);
  }

  /** The product, with 0 times infinity its limit here: an exponential beats a linear factor. */
  private static double times(double z, double vanishing) {
    return vanishing == 0 ? Math.copySign(0.0, z) : z * vanishing;
  }

  private static double geluArgument(double z) {
    return GELU_SCALE * (z + GELU_CUBIC * z * z * z);
  }

  private static double geluDerivative(double z) {
    double t = StrictMath.tanh(geluArgument(z));
    if (t * t == 1) {
      return t > 0 ? 1 : 0; // here z^2 may overflow, and 0 * infinity would be NaN
    }
    return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * GELU_SCALE * (1 + 3 * GELU_CUBIC * z * z);
  }

  private static double siluDerivative(double z) {
    double s = sigmoid(z);
    return times(1 + times(z, 1 - s), s);
  }
}
