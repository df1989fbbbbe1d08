package io.fanin.bounds;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A trained network as the bounds need it: layers, each reading the one before alone, of rectifiers
 * without biases, the last one linear.
 */
public final class LayeredNetwork {
  private final Plan plan;
  private final List<LayerOperator> layers;

  private LayeredNetwork(Plan plan, List<LayerOperator> layers) {
    this.plan = plan;
    this.layers = layers;
  }

  /**
   * A plan with its parameters.
   *
   * @param plan of one replica; only affine levels
   * @param parameters {@code [plan.parameters()]}, copied
   * @throws InvalidInputException if a level reads another than the one before, has biases, or has
   *     another activation: no bound here holds for it
   */
  public static LayeredNetwork of(Plan plan, double[] parameters) {
    TreeMap<Integer, List<Integer>> levels = new TreeMap<>();
    for (int s = 0; s < plan.specs().size(); s++) {
      levels.computeIfAbsent(plan.specs().get(s).level(), l -> new ArrayList<>()).add(s);
    }
    double[] own = parameters.clone();
    int[] below = starts(plan, 0, plan.inputs().size());
    int width = plan.inputs().stream().mapToInt(i -> i.width()).sum();
    List<LayerOperator> layers = new ArrayList<>();
    for (List<Integer> level : levels.values()) {
      boolean last = layers.size() == levels.size() - 1;
      List<LayerOperator.Part> parts = new ArrayList<>();
      int[] here = new int[plan.blocks()];
      Arrays.fill(here, -1);
      int out = 0;
      for (int s : level) {
        AffineSpec spec = checked(plan.specs().get(s), last, below);
        parts.add(new LayerOperator.Part(spec, plan.parameterOffset(s), out, below));
        for (int v = 0; v < spec.nodes(); v++) {
          here[spec.firstBlock() + v] = out;
          out += spec.outWidth();
        }
      }
      layers.add(new LayerOperator(parts, own, width, out));
      below = here;
      width = out;
    }
    return new LayeredNetwork(plan, List.copyOf(layers));
  }

  private static int[] starts(Plan plan, int from, int to) {
    int[] starts = new int[plan.blocks()];
    Arrays.fill(starts, -1);
    int at = 0;
    for (int block = from; block < to; block++) {
      starts[block] = at;
      at += plan.width(block);
    }
    return starts;
  }

  private static AffineSpec checked(BlockSpec spec, boolean last, int[] below) {
    if (!(spec instanceof AffineSpec affine)) {
      throw refused(spec, "is no affine level");
    }
    if (affine.bias()) {
      throw refused(spec, "has biases");
    }
    boolean fits =
        affine.activation() == Activation.RELU
            || (last && affine.activation() == Activation.IDENTITY);
    if (!fits) {
      throw refused(spec, "has the activation " + affine.activation());
    }
    for (int v = 0; v < spec.nodes(); v++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        int block = spec.read(v, slot);
        if (block != BlockSpec.ZERO && below[block] < 0) {
          throw refused(spec, "reads block " + block + " of a level that is not the one before");
        }
      }
    }
    return affine;
  }

  private static InvalidInputException refused(BlockSpec spec, String why) {
    return new InvalidInputException(
        "level '%s' %s; the bounds hold for layered networks of rectifiers without biases alone"
            .formatted(spec.name(), why));
  }

  /** The layers from the data up, the read-out too. */
  public List<LayerOperator> layers() {
    return layers;
  }

  /** How many layers, the read-out too. */
  public int depth() {
    return layers.size();
  }

  /** Parameters, each counted once however often it is used. */
  public int parameters() {
    return plan.parameters();
  }

  /** The most fan-in of a layer but the read-out; 1 where there is none other. */
  public int degree() {
    return layers.subList(0, depth() - 1).stream()
        .mapToInt(LayerOperator::maxFanIn)
        .max()
        .orElse(1);
  }

  /** {@code rho = prod_l max_j |w_j|_F}, shared kernels counted once. */
  public double rho() {
    return layers.stream().mapToDouble(LayerOperator::maxNodeNorm).reduce(1, (a, b) -> a * b);
  }

  /** The product of the Frobenius norms of the unrolled layers. */
  public double frobeniusProduct() {
    return layers.stream().mapToDouble(LayerOperator::frobenius).reduce(1, (a, b) -> a * b);
  }

  /**
   * {@code max over chains j_0 … j_L of prod_l |pred(l, j_l)| sum_i |x_i at j_L|^2}: the largest,
   * over paths from the output down to an input block, of the product of fan-ins and the block's
   * energy.
   *
   * @param energies {@code sum_i |x_i|^2} of each input block, {@code [inputs]}
   * @param readOut whether the fan-in of the last layer counts: the theorem counts it, its authors'
   *     code does not
   */
  public double chains(double[] energies, boolean readOut) {
    double[] values = new double[plan.blocks()];
    System.arraycopy(energies, 0, values, 0, plan.inputs().size());
    for (int l = 0; l < depth(); l++) {
      double[] above = new double[values.length];
      layers.get(l).chains(values, readOut || l < depth() - 1, above);
      values = above;
    }
    return Arrays.stream(values).max().orElse(0);
  }

  /** For each output the sum over all paths to it of the product of {@code |w|}: its path norm. */
  public double[] pathNorms() {
    double[] x = new double[layers.get(0).inputs()];
    Arrays.fill(x, 1);
    for (LayerOperator layer : layers) {
      x = layer.apply(x, true);
    }
    return x;
  }

  /** Blocks that the data fills. */
  int inputBlocks() {
    return plan.inputs().size();
  }

  /** First column and width of an input block. */
  int[] inputColumns(int block) {
    return new int[] {plan.inputs().get(block).column(), plan.inputs().get(block).width()};
  }
}
