package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.kernel.Loss;
import java.util.Arrays;
import java.util.List;

/** From scores to probabilities, where the loss gives them a meaning. */
final class Probabilities {
  private Probabilities() {}

  static List<Double> of(Loss loss, double[] scores) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> softmax(scores);
      case LOGISTIC -> logistic(scores);
      case MSE, HINGE -> List.of();
    };
  }

  private static List<Double> softmax(double[] scores) {
    double largest = Arrays.stream(scores).max().orElseThrow();
    double[] exp = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < exp.length; i++) {
      exp[i] = StrictMath.exp(scores[i] - largest);
      sum += exp[i];
    }
    double total = sum;
    return Arrays.stream(exp).map(e -> e / total).boxed().toList();
  }

  private static List<Double> logistic(double[] scores) {
    if (scores.length == 1) {
      return List.of(Activation.SIGMOID.value(-scores[0]), Activation.SIGMOID.value(scores[0]));
    }
    return Arrays.stream(scores).map(Activation.SIGMOID::value).boxed().toList();
  }
}
