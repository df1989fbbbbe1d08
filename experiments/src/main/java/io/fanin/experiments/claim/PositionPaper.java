package io.fanin.experiments.claim;

import io.fanin.experiments.result.Source;

/** The paper that the claims come from, for those that cite it. */
public final class PositionPaper {
  private static final String CITATION =
      "D. Danhofer, D. D'Ascenzo, R. Dubach, T. Poggio: Position: A Theory of Deep Learning Must"
          + " Include Compositional Sparsity. ICML 2025";

  private static final String BIBTEX =
      """
      @inproceedings{danhofer2025position,
        author = {Danhofer, David A. and D'Ascenzo, Davide and Dubach, Rafael and Poggio, Tomaso},
        title = {Position: A Theory of Deep Learning Must Include Compositional Sparsity},
        booktitle = {International Conference on Machine Learning},
        year = {2025}
      }
      """;

  private PositionPaper() {}

  /** The paper as a whole. */
  public static Source whole() {
    return new Source(CITATION, BIBTEX);
  }

  /**
   * A place in it.
   *
   * @param place such as {@code theorem 4.1} or {@code section 5}
   */
  public static Source at(String place) {
    return new Source(CITATION + ", " + place, BIBTEX);
  }
}
