package io.fanin.kernels.cuda;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Loss;

/** Numbers by which the kernels know functions: those of the enumerations in their sources. */
final class Codes {
  private Codes() {}

  /** As in {@code prelude.cuh}. */
  static int of(Activation activation) {
    return switch (activation) {
      case IDENTITY -> 0;
      case RELU -> 1;
      case LEAKY_RELU -> 2;
      case TANH -> 3;
      case SIGMOID -> 4;
      case SOFTPLUS -> 5;
      case GELU -> 6;
      case SILU -> 7;
      case SINE -> 8;
      case EXP -> 9;
      case QUADRATIC -> 10;
    };
  }

  /** As in {@code data.cu}. */
  static int of(Loss loss) {
    return switch (loss) {
      case MSE -> 0;
      case LOGISTIC -> 1;
      case SOFTMAX_CROSS_ENTROPY -> 2;
      case HINGE -> 3;
    };
  }
}
