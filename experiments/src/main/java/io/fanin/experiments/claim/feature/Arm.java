package io.fanin.experiments.claim.feature;

import io.fanin.experiments.claim.SettingValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A kind of learner that is compared. */
enum Arm {
  TWO_LAYERS("two layers", 4, 1),
  THREE_LAYERS_ADAM("three layers, Adam", 2, 8),
  KERNEL("kernel", 4, 1),
  THREE_LAYERS("three layers", 2, 8);

  private final String label;
  private final int degree;
  private final double start;

  Arm(String label, int degree, double start) {
    this.label = label;
    this.degree = degree;
    this.start = start;
  }

  /** For figures and tables. */
  String label() {
    return label;
  }

  /** Of the polynomials that it must fit: that of the target, or of its constituent. */
  int degree() {
    return degree;
  }

  /** Where its search begins. */
  double start(int d) {
    return start * QuadraticTarget.features(d, degree);
  }

  /** Whether all its layers are trained together, by gradient descent. */
  boolean byGradient() {
    return this == TWO_LAYERS || this == THREE_LAYERS_ADAM;
  }

  /**
   * Numbers of inputs, the largest first; networks trained by gradient descent, which cost most,
   * are trained at the largest only, where ratios are judged.
   */
  List<Integer> inputs(SettingValues values) {
    List<Integer> all = FeatureLearning.inputs(values);
    if (byGradient()) {
      return List.of(all.get(all.size() - 1));
    }
    List<Integer> falling = new ArrayList<>(all);
    Collections.reverse(falling);
    return falling;
  }

  /** Kind of a trial. */
  String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
