package io.fanin.models;

import io.fanin.kernel.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * What the network's output means.
 *
 * @param name of the predicted column
 * @param task regression or classification
 * @param loss that was minimised; it decides whether outputs are turned into probabilities
 * @param means added to each output after scaling; empty for classification
 * @param scales finite and above 0, factor of each output; empty for classification
 * @param classes names of the classes in the order of the outputs; empty for regression
 */
public record Target(
    String name,
    Task task,
    Loss loss,
    List<Double> means,
    List<Double> scales,
    List<String> classes) {
  /** Copies the lists and checks them. */
  public Target {
    means = means.stream().map(m -> m + 0.0).toList();
    scales = List.copyOf(scales);
    classes = List.copyOf(classes);
    boolean regression = task == Task.REGRESSION;
    require(
        name,
        regression == !means.isEmpty() && means.size() == scales.size(),
        "needs a mean and a scale per output for regression, none for classification");
    require(
        name, means.stream().allMatch(m -> Math.abs(m) <= Double.MAX_VALUE), "needs finite means");
    require(
        name,
        scales.stream().allMatch(s -> s > 0 && s <= Double.MAX_VALUE),
        "needs finite scales > 0");
    require(
        name,
        regression ? classes.isEmpty() : classes.size() >= 2,
        "needs at least two classes for classification, none for regression");
    require(name, new HashSet<>(classes).size() == classes.size(), "needs different classes");
  }

  private static void require(String name, boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("target '" + name + "' " + problem);
    }
  }

  /** A number with its standardisation. */
  public static Target regression(String name, double mean, double scale) {
    return new Target(name, Task.REGRESSION, Loss.MSE, List.of(mean), List.of(scale), List.of());
  }

  /**
   * Classes, one output each; or two classes on one output, with logistic or hinge loss, whose sign
   * decides.
   */
  public static Target classification(String name, Loss loss, List<String> classes) {
    return new Target(name, Task.CLASSIFICATION, loss, List.of(), List.of(), classes);
  }

  /** Whether a network output of this width can mean it. */
  boolean fits(int width) {
    if (task == Task.REGRESSION) {
      return width == means.size();
    }
    boolean sign = loss == Loss.LOGISTIC || loss == Loss.HINGE;
    return width == classes.size() || (width == 1 && classes.size() == 2 && sign);
  }

  /** From a network's output to a prediction. */
  Prediction predict(double[] output) {
    return task == Task.REGRESSION ? number(output) : label(output);
  }

  private Prediction number(double[] output) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < output.length; i++) {
      values.add(means.get(i) + scales.get(i) * output[i]);
    }
    return new Prediction("", values, List.of());
  }

  private Prediction label(double[] output) {
    int best = output.length == 1 && output[0] > 0 ? 1 : 0;
    for (int i = 1; i < output.length; i++) {
      best = output[i] > output[best] ? i : best;
    }
    List<Double> scores = Arrays.stream(output).boxed().toList();
    return new Prediction(classes.get(best), scores, Probabilities.of(loss, output));
  }
}
