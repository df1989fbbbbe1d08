package io.fanin.optim;

import io.fanin.settings.ExactText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A set of parameters of bounded norm, and the scaling that brings others into it.
 *
 * <p>What lies outside is scaled down to the boundary, or to less than {@code 1e-6} of the radius
 * inside it in float ({@code 1e-14} in double): what rounding would leave outside is scaled again.
 * So projecting twice is projecting once. For the first three kinds this is the Euclidean
 * projection; for the product it is the common scaling of all matrices. Norms are summed in double,
 * in order.
 *
 * @param kind which norm
 * @param radius at least {@code 1e-30}
 */
public record NormBall(Kind kind, double radius) {
  static final double SMALLEST = 1e-30;

  /** Room for rounding when scaling floats and doubles. */
  private static final double FLOAT_MARGIN = 1 - 0x1p-22;

  private static final double DOUBLE_MARGIN = 1 - 0x1p-50;

  /** Which norm is bounded. */
  public enum Kind {
    /** The Frobenius norm of every matrix. */
    FROBENIUS_PER_SLICE("frobenius"),
    /** The Euclidean norm of all parameters together. */
    GLOBAL_L2("global"),
    /** The Euclidean norm of every row, which is the weights of one unit. */
    ROW_L2("row"),
    /**
     * The product over levels of the largest Frobenius norm in the level: {@code rho} of Galanti,
     * Xu, Galanti and Poggio, "Norm-based Generalization Bounds for Sparse Neural Networks",
     * NeurIPS 2023.
     */
    PRODUCT_OF_NORMS("product");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** Short stable name. */
    public String id() {
      return id;
    }
  }

  /** Checks the radius. */
  public NormBall {
    if (!(radius >= SMALLEST && radius <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "radius must be >= " + SMALLEST + " and finite, was " + radius);
    }
  }

  /** Such as {@code "project(norm=row,radius=2)"}. */
  public String id() {
    return "project(norm=" + kind.id() + ",radius=" + ExactText.of(radius) + ")";
  }

  /**
   * Projects in place.
   *
   * @param parameters changed within the slices
   * @param slices the matrices of one replica
   */
  public void project(double[] parameters, List<MatrixRange> slices) {
    project(new Doubles(parameters), slices);
  }

  /**
   * Projects in place.
   *
   * @param parameters changed within the slices
   * @param slices the matrices of one replica
   */
  public void project(float[] parameters, List<MatrixRange> slices) {
    project(new Floats(parameters), slices);
  }

  private void project(Values values, List<MatrixRange> slices) {
    if (slices.isEmpty()) {
      return;
    }
    switch (kind) {
      case FROBENIUS_PER_SLICE -> slices.forEach(s -> shrink(values, List.of(s)));
      case ROW_L2 -> slices.forEach(s -> rows(s).forEach(row -> shrink(values, List.of(row))));
      case GLOBAL_L2 -> shrink(values, slices);
      case PRODUCT_OF_NORMS -> shrinkProduct(values, slices);
    }
  }

  private static List<MatrixRange> rows(MatrixRange slice) {
    return IntStream.range(0, slice.rows())
        .mapToObj(
            row ->
                new MatrixRange(
                    slice.level(), slice.from() + row * slice.columns(), 1, slice.columns()))
        .toList();
  }

  private void shrink(Values values, List<MatrixRange> slices) {
    // a NaN or infinite norm ends the loop: what is not finite is for others to report
    double norm = values.norm(slices);
    while (norm > radius && norm <= Double.MAX_VALUE) {
      values.scale(slices, radius / norm * values.margin());
      norm = values.norm(slices);
    }
  }

  /** Compares k-th roots for k levels, which cannot overflow. */
  private void shrinkProduct(Values values, List<MatrixRange> slices) {
    int[] levels = slices.stream().mapToInt(MatrixRange::level).distinct().toArray();
    double root = 1.0 / levels.length;
    double target = StrictMath.pow(radius, root);
    double mean = geometricMean(values, slices, levels);
    while (mean > target && mean <= Double.MAX_VALUE) {
      values.scale(slices, target / mean * values.margin());
      mean = geometricMean(values, slices, levels);
    }
  }

  private static double geometricMean(Values values, List<MatrixRange> slices, int[] levels) {
    double mean = 1;
    for (int level : levels) {
      double largest = 0;
      for (MatrixRange slice : slices) {
        if (slice.level() == level) {
          largest = Math.max(largest, values.norm(List.of(slice)));
        }
      }
      mean *= StrictMath.pow(largest, 1.0 / levels.length);
    }
    return mean;
  }

  /** Floats or doubles. */
  private sealed interface Values {
    double get(int i);

    void scale(List<MatrixRange> slices, double factor);

    double margin();

    /** Euclidean norm; of values too large to square it is infinite. */
    default double norm(List<MatrixRange> slices) {
      double sum = 0;
      for (MatrixRange slice : slices) {
        for (int i = slice.from(); i < slice.to(); i++) {
          sum += get(i) * get(i);
        }
      }
      return Math.sqrt(sum);
    }
  }

  private record Doubles(double[] values) implements Values {
    @Override
    public double get(int i) {
      return values[i];
    }

    @Override
    public void scale(List<MatrixRange> slices, double factor) {
      for (MatrixRange slice : slices) {
        for (int i = slice.from(); i < slice.to(); i++) {
          values[i] *= factor;
        }
      }
    }

    @Override
    public double margin() {
      return DOUBLE_MARGIN;
    }
  }

  private record Floats(float[] values) implements Values {
    @Override
    public double get(int i) {
      return values[i];
    }

    @Override
    public void scale(List<MatrixRange> slices, double factor) {
      for (MatrixRange slice : slices) {
        for (int i = slice.from(); i < slice.to(); i++) {
          values[i] = (float) (values[i] * factor);
        }
      }
    }

    @Override
    public double margin() {
      return FLOAT_MARGIN;
    }
  }
}
