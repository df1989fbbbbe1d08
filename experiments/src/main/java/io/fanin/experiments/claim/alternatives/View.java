package io.fanin.experiments.claim.alternatives;

import java.util.List;
import java.util.Locale;

/** A view of why targets can be learnt, with a family of targets for which it alone is right. */
enum View {
  /** A binary tree over all inputs; its gradients span all directions. */
  SPARSE(0, "compositionally sparse"),
  /** A function of a few directions, each of which mixes all inputs. */
  INDEX(1, "multi-index"),
  /** Inputs on a curved surface of few dimensions, and a function of the place on it. */
  MANIFOLD(2, "manifold");

  private final int stream;
  private final String label;

  View(int stream, String label) {
    this.stream = stream;
    this.label = label;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which of the random streams are its own. */
  int stream() {
    return stream;
  }

  String label() {
    return label;
  }

  /**
   * An ordering that the view predicts.
   *
   * @param better errs less
   */
  record Prediction(Method better, Method worse) {}

  /** What must come out on targets of this family. */
  List<Prediction> predictions() {
    return switch (this) {
      case SPARSE ->
          List.of(
              new Prediction(Method.MATCHED, Method.DENSE),
              new Prediction(Method.MATCHED, Method.FEATURES),
              new Prediction(Method.MATCHED, Method.KERNEL),
              new Prediction(Method.MATCHED, Method.NEIGHBOURS));
      case INDEX ->
          List.of(
              new Prediction(Method.FEATURES, Method.MATCHED),
              new Prediction(Method.FEATURES, Method.KERNEL));
      case MANIFOLD ->
          List.of(
              new Prediction(Method.DENSE, Method.MATCHED),
              new Prediction(Method.KERNEL, Method.MATCHED),
              new Prediction(Method.NEIGHBOURS, Method.MATCHED));
    };
  }
}
