package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernels.cuda.KernelLibrary.Family;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The launches of fused trees. */
final class TreePasses {
  /** What a spec is to the trees. */
  enum Place {
    /** In none. */
    NONE,
    /** Below the highest level of one: its blocks stay in shared memory. */
    INSIDE,
    /** The highest level of one, with which the tree is launched. */
    ROOT
  }

  private final CudaContext context;
  private final Layout layout;
  private final Passes.Index index;
  private final ProgramMemory memory;
  private final Updates updates;
  private final Precision precision;
  private final int multiprocessors;
  private final Place[] places;
  private final Map<Integer, FusedTree> trees = new HashMap<>(); // by root
  private final Map<FusedTree, Kernels> kernels = new HashMap<>();

  private record Kernels(Kernel forward, Kernel backward) {}

  TreePasses(
      CudaContext context,
      Layout layout,
      Passes.Index index,
      ProgramMemory memory,
      Updates updates,
      Precision precision) {
    this.context = context;
    this.layout = layout;
    this.index = index;
    this.memory = memory;
    this.updates = updates;
    this.precision = precision;
    multiprocessors = context.multiprocessors();
    places = new Place[index.levels().size()];
    Arrays.fill(places, Place.NONE);
    for (FusedTree tree : index.trees()) {
      Arrays.fill(places, tree.lowest(), tree.root(), Place.INSIDE);
      places[tree.root()] = Place.ROOT;
      trees.put(tree.root(), tree);
      kernels.put(tree, kernels(tree));
    }
  }

  private Kernels kernels(FusedTree tree) {
    return new Kernels(
        kernel("forward", tree.forward().bytes()), kernel("backward", tree.backward().bytes()));
  }

  private Kernel kernel(String pass, int shared) {
    String name = "fanin_tree_%s_%s".formatted(pass, precision.id());
    return context.kernels().kernel(Family.TREE, name, shared);
  }

  Place place(int spec) {
    return places[spec];
  }

  /** Whether a block lies inside a tree, so that fused passes leave it out. */
  boolean isInside(int block) {
    return index.trees().stream().anyMatch(tree -> tree.hides(block));
  }

  /** From what the lowest level reads to the blocks of the root's spec. */
  void forward(int root, int count) {
    FusedTree tree = tree(root);
    write(tree, tree.forward(), count, DeviceRule.NONE);
    long nodes = layout.spec(root).nodes();
    long tiles = tiles(count);
    long splits = Math.min(tiles, Math.max(1, 4L * multiprocessors / nodes));
    context.launch(
        kernels(root).forward(), TensorShape.THREADS, tree.forward().bytes(), nodes, splits, 1);
  }

  /**
   * From the gradients of the root's blocks to those that the lowest level read, and the update.
   */
  void backward(int root, int count, DeviceRule rule) {
    FusedTree tree = tree(root);
    write(tree, tree.backward(), count, rule);
    long nodes = layout.spec(root).nodes();
    context.launch(
        kernels(root).backward(), TensorShape.THREADS, tree.backward().bytes(), nodes, 1, 1);
  }

  private static long tiles(int count) {
    return (count + TensorShape.TILE - 1L) / TensorShape.TILE;
  }

  private FusedTree tree(int root) {
    return Objects.requireNonNull(trees.get(root), "root");
  }

  private Kernels kernels(int root) {
    return Objects.requireNonNull(kernels.get(tree(root)), "root");
  }

  /** Writes the struct of a tree in the order of its declaration. */
  private void write(FusedTree tree, TreeShape shape, int count, DeviceRule rule) {
    Arguments arguments = context.arguments();
    arguments.address(memory.values).address(memory.gradients).address(memory.parameterGradients);
    updates.write(arguments, rule);
    arguments.number(0); // padding
    index.levels().get(tree.lowest()).writeNodeTables(arguments, memory.tables);
    for (int l = 0; l < TreeShape.MOST_LEVELS; l++) {
      int last = Math.min(l, tree.specs().size() - 1);
      write(arguments, tree.lowest() + last, shape.places.get(last));
    }
    arguments
        .number(count)
        .number(tree.specs().size())
        .number(shape.stages)
        .number(shape.rootAt)
        .number(shape.rootStride)
        .number(0); // padding
  }

  private void write(Arguments arguments, int s, TreeShape.Place place) {
    AffineSpec spec = layout.spec(s);
    index.levels().get(s).writeSources(arguments, memory.tables);
    arguments.address(layout.block(spec.firstBlock())).address(layout.stride(spec.outWidth()));
    updates.writePlace(arguments, s);
    arguments
        .number(spec.parametersPerShare())
        .number(spec.outWidth())
        .number(spec.readWidth())
        .number(spec.fanIn())
        .number(spec.bias() ? 1 : 0)
        .number(Codes.of(spec.activation()))
        .number(place.nodes())
        .number(place.nodesAt())
        .number(place.weightsAt())
        .number(place.inputAt())
        .number(place.sumsAt())
        .number(place.rowStride());
  }
}
