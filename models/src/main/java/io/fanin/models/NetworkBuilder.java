package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Basis;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Builds a {@link Network} layer by layer; input block {@code i} of the request is block {@code i}.
 *
 * <p>Nodes of one call that read the same widths become one spec, so a call may mix nodes of any
 * fan-in. Not thread-safe.
 */
public final class NetworkBuilder {
  /** What one flat array can hold. */
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  private final Plan.Builder plan = Plan.builder();
  private final List<Integer> widths = new ArrayList<>();
  private final SortedMap<Integer, double[]> fixed = new TreeMap<>();
  private int specs;
  private long parameters;

  /** Starts with the data blocks; all of stream 0. */
  public NetworkBuilder(List<InputBlock> inputs) {
    for (InputBlock input : inputs) {
      plan.input(input);
      widths.add(input.width());
    }
  }

  /** Width of a block. */
  public int width(int block) {
    return widths.get(block);
  }

  /**
   * Adds one block-local layer.
   *
   * @param layer what its nodes have in common
   * @param reads blocks that each node reads, {@code [nodes][any]}
   * @return the block that each node writes
   */
  public int[] layer(Layer layer, List<int[]> reads) {
    return layer(layer, reads, 0);
  }

  /**
   * Adds one block-local layer with padding.
   *
   * @param layer what its nodes have in common
   * @param reads blocks that each node reads, {@code [nodes][any]}, or {@link BlockSpec#ZERO}
   * @param zeroWidth width of a block of zeros; at least 1 where there is one
   * @return the block that each node writes
   */
  public int[] layer(Layer layer, List<int[]> reads, int zeroWidth) {
    int[] blocks = new int[reads.size()];
    for (List<Integer> group : groups(reads, zeroWidth).values()) {
      int[] readWidths = widths(reads.get(group.get(0)), zeroWidth);
      int first = add(affine(layer, readWidths, flatten(reads, group), group.size()), group.size());
      for (int i = 0; i < group.size(); i++) {
        blocks[group.get(i)] = first + i;
      }
    }
    return blocks;
  }

  /** Adds a node without bias whose weights are given and stay. */
  public int frozen(String name, int level, int outWidth, int[] reads, double[] weights) {
    Layer layer = Layer.linear(name, level, outWidth);
    AffineSpec shape = affine(layer, widths(reads, 0), reads, 1);
    fixed.put(specs, weights.clone());
    return add(
        new AffineSpec(
            name,
            level,
            shape.firstBlock(),
            Specs.readWidths(shape),
            outWidth,
            layer.activation(),
            false,
            reads,
            new int[] {0},
            new int[] {0},
            true,
            1),
        1);
  }

  /** Expands blocks through a basis; returns the block of each expansion. */
  public int[] expand(String name, int level, Basis basis, int[] blocks) {
    int[] expanded = new int[blocks.length];
    List<int[]> reads = Arrays.stream(blocks).mapToObj(b -> new int[] {b}).toList();
    for (List<Integer> group : groups(reads, 0).values()) {
      int[] read = flatten(reads, group);
      BasisSpec spec = new BasisSpec(name, level, plan.nextBlock(), width(read[0]), basis, read);
      int first = add(spec, group.size());
      for (int i = 0; i < group.size(); i++) {
        expanded[group.get(i)] = first + i;
      }
    }
    return expanded;
  }

  /** Names a block as a result. */
  public NetworkBuilder output(String name, int block) {
    plan.output(new Output(name, block, 0));
    return this;
  }

  /** The network, not built to a graph. */
  public Network build(String architecture, Settings settings) {
    return build(architecture, settings, new int[0]);
  }

  /**
   * The network.
   *
   * @param vertexBlocks block in which each vertex of the graph is found, -1 if in none
   */
  public Network build(String architecture, Settings settings, int[] vertexBlocks) {
    return new Network(architecture, settings.canonical(), plan.build(), vertexBlocks, fixed);
  }

  private int add(BlockSpec spec, int nodes) {
    int first = plan.add(spec);
    specs++;
    for (int i = 0; i < nodes; i++) {
      widths.add(spec.outWidth());
    }
    return first;
  }

  private AffineSpec affine(Layer layer, int[] readWidths, int[] reads, int nodes) {
    int[] share = new int[nodes];
    if (!layer.shared()) {
      Arrays.setAll(share, v -> v);
    }
    int[] replica = new int[layer.shared() ? 1 : nodes];
    count(layer, replica.length, Arrays.stream(readWidths).asLongStream().sum() + 1);
    return new AffineSpec(
        layer.name(),
        layer.level(),
        plan.nextBlock(),
        readWidths,
        layer.outWidth(),
        layer.activation(),
        layer.bias(),
        reads,
        share,
        replica,
        false,
        1);
  }

  private void count(Layer layer, int sets, long columns) {
    if (sets * columns > (LARGEST - parameters) / layer.outWidth()) {
      throw new InvalidInputException(
          "layer '%s' makes the network larger than %,d parameters; make it narrower"
              .formatted(layer.name(), LARGEST));
    }
    parameters += sets * columns * layer.outWidth();
  }

  /** Nodes by the widths they read, in order of first appearance. */
  private Map<List<Integer>, List<Integer>> groups(List<int[]> reads, int zeroWidth) {
    Map<List<Integer>, List<Integer>> groups = new LinkedHashMap<>();
    for (int v = 0; v < reads.size(); v++) {
      List<Integer> key = Arrays.stream(widths(reads.get(v), zeroWidth)).boxed().toList();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(v);
    }
    return groups;
  }

  private int[] widths(int[] reads, int zeroWidth) {
    return Arrays.stream(reads).map(b -> b == BlockSpec.ZERO ? zeroWidth : width(b)).toArray();
  }

  private static int[] flatten(List<int[]> reads, List<Integer> nodes) {
    return nodes.stream().flatMapToInt(v -> Arrays.stream(reads.get(v))).toArray();
  }
}
