package io.fanin.kernels.cuda;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cuda.KernelLibrary.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The launches of a forward and a backward pass, in order. */
final class Passes {
  private static final int ROWS = 64;
  private static final int RESULTS = 8;
  private static final int PARAMETERS = 128;

  private final CudaContext context;
  private final Plan plan;
  private final Layout layout;
  private final ProgramMemory memory;
  private final Index index;
  private final Updates updates;
  private final int multiprocessors;
  private final Kernel load;
  private final Kernel forward;
  private final Kernel seed;
  private final Kernel checkClasses;
  private final Kernel derive;
  private final Kernel spread;
  private final Kernel parameterGradients;
  private final List<@Nullable Kernel> tensorForward = new ArrayList<>();
  private final List<@Nullable Kernel> tensorBackward = new ArrayList<>();
  private final List<OddKernels.Chosen> odd = new ArrayList<>();
  private final TreePasses trees;

  private int partWeighed;
  private int wholeWeighed;

  /** What the passes of a plan need to know, before there is memory for it. */
  record Index(
      Needs needs,
      List<Level> levels,
      List<FusedTree> trees,
      List<Layout.Range> cleared,
      InputTables inputs,
      LossTables losses,
      UpdateTables updates) {
    static Index of(Layout layout, DType dtype, Tables out) {
      Needs needs = new Needs(layout.plan);
      List<Level> levels = new ArrayList<>();
      boolean[] fused = new boolean[layout.plan.specs().size()];
      for (int s = 0; s < fused.length; s++) {
        Level level = new Level(layout, s, needs, out);
        levels.add(level);
        fused[s] = TensorShape.backward(level.spec, dtype) && level.singleReads;
      }
      return new Index(
          needs,
          levels,
          FusedTree.find(layout, levels, dtype),
          layout.cleared(needs),
          new InputTables(layout, out),
          new LossTables(layout, out),
          new UpdateTables(layout, fused, out));
    }
  }

  Passes(
      CudaContext context,
      Layout layout,
      Index index,
      ProgramMemory memory,
      Updates updates,
      Precision precision) {
    this.context = context;
    this.layout = layout;
    this.index = index;
    this.memory = memory;
    this.updates = updates;
    plan = layout.plan;
    multiprocessors = context.multiprocessors();
    load = kernel(Family.DATA, "load");
    seed = kernel(Family.DATA, "losses");
    checkClasses = kernel(Family.DATA, "check_classes");
    forward = kernel(Family.PLAIN, "forward");
    derive = kernel(Family.PLAIN, "derive");
    spread = kernel(Family.PLAIN, "spread");
    parameterGradients = kernel(Family.PLAIN, "parameter_gradients");
    index.levels().forEach(level -> chooseTensorKernels(level.spec, precision));
    index.levels().forEach(level -> odd.add(context.oddKernels().choose(level.spec, memory.dtype)));
    trees = new TreePasses(context, layout, index, memory, updates, precision);
  }

  private Kernel kernel(Family family, String name) {
    return context.kernels().kernel(family, name(name, memory.dtype));
  }

  static String name(String kernel, DType dtype) {
    return "fanin_" + kernel + "_" + dtype.name().toLowerCase(Locale.ROOT);
  }

  private void chooseTensorKernels(AffineSpec spec, Precision precision) {
    TensorShape shape = TensorShape.of(spec);
    KernelLibrary library = context.kernels();
    tensorForward.add(
        TensorShape.forward(spec, memory.dtype)
            ? library.kernel(
                Family.TENSOR_FORWARD, shape.forwardKernel(precision), shape.forwardShared())
            : null);
    tensorBackward.add(
        TensorShape.backward(spec, memory.dtype)
            ? library.kernel(
                Family.TENSOR_BACKWARD, shape.backwardKernel(precision), shape.backwardShared())
            : null);
  }

  /** Fills the input blocks with the rows that were uploaded. */
  void load(long table, int count) {
    InputTables inputs = index.inputs();
    Arguments arguments = context.arguments();
    arguments.address(memory.values).address(table).address(memory.rows);
    inputs.writeTables(arguments, memory.tables);
    arguments.number(plan.inputColumns()).number(count);
    context.launch(load, ROWS, 0, inputs.count, tiles((long) count * inputs.widest, ROWS), 1);
  }

  /** Fills the blocks of all specs. */
  void forward(int count) {
    index.levels().forEach(level -> forward(level, count, memory.parameters));
  }

  /** Fills the blocks of all specs but those inside fused trees. */
  void forwardFused(int count) {
    for (Level level : index.levels()) {
      switch (trees.place(level.index)) {
        case NONE -> forward(level, count, memory.parameters);
        case ROOT -> trees.forward(level.index, count);
        case INSIDE -> {}
      }
    }
  }

  /**
   * Fills the blocks inside fused trees, which a fused pass has left out.
   *
   * @param parameters with which the rest was computed
   */
  void forwardInside(int count, long parameters) {
    for (Level level : index.levels()) {
      if (trees.place(level.index) == TreePasses.Place.INSIDE) {
        forward(level, count, parameters);
      }
    }
  }

  /** Whether a block lies inside a fused tree. */
  boolean isInside(int block) {
    return trees.isInside(block);
  }

  private void forward(Level level, int count, long parameters) {
    AffineSpec spec = level.spec;
    write(level, new Mode(count, false, false, 0), parameters, spec.activation());
    @Nullable Kernel fast = tensorForward.get(level.index);
    if (fast == null) {
      long outputs = tiles(spec.outWidth(), RESULTS);
      Kernel plain = odd.get(level.index).or(OddShape.Part.FORWARD, forward);
      context.launch(plain, ROWS, 0, spec.nodes(), tiles(count, ROWS), outputs);
    } else {
      forward(fast, spec, count);
    }
  }

  /** Cuts the batch only as far as the GPU needs it to be full; no bit depends on the cut. */
  private void forward(Kernel kernel, AffineSpec spec, int count) {
    TensorShape shape = TensorShape.of(spec);
    long outputs = tiles(spec.outWidth(), shape.forwardOutputs());
    long wanted = tiles(4L * multiprocessors, Math.toIntExact(spec.nodes() * outputs));
    long splits = Math.min(tiles(count, TensorShape.TILE), wanted);
    context.launch(
        kernel, TensorShape.THREADS, shape.forwardShared(), spec.nodes(), splits, outputs);
  }

  /** Computes the losses, and starts the gradients of the blocks with theirs. */
  void losses(long targets, int count) {
    index.cleared().forEach(memory::clearGradients);
    for (LossTables.Wave wave : index.losses().waves) {
      writeLosses(targets, wave, count);
      context.launch(seed, ROWS, 0, wave.count(), 1, 1);
    }
  }

  private void writeLosses(long targets, LossTables.Wave wave, int count) {
    context
        .arguments()
        .address(memory.values)
        .address(memory.gradients)
        .address(targets)
        .address(memory.rows)
        .address(memory.tables + index.losses().terms)
        .address(memory.tables + wave.table())
        .address(memory.losses)
        .address(memory.wrong)
        .number(plan.targetColumns())
        .number(count);
  }

  /** Makes losses means over the rows of a whole batch, of which only a part is computed here. */
  void weighLosses(int part, int whole) {
    if (part != partWeighed || whole != wholeWeighed) {
      byte[] terms = index.losses().weighed(part, whole);
      new Transfers(context).upload(memory.tables + index.losses().terms, terms);
      partWeighed = part;
      wholeWeighed = whole;
    }
  }

  /** Terms whose targets must be class indices. */
  List<Integer> classTerms() {
    return index.losses().classTerms;
  }

  /** Writes the smallest {@code (index among class terms) * count + row} of a wrong target. */
  void checkClasses(long targets, int count) {
    LossTables.Wave classes = index.losses().classes;
    writeLosses(targets, classes, count);
    context.launch(checkClasses, ROWS, 0, classes.count(), tiles(count, ROWS), 1);
  }

  /** From the gradients of blocks to those of parameters, for all that a training step needs. */
  void backward(int count, boolean accumulate) {
    for (int s = index.levels().size() - 1; s >= 0; s--) {
      backward(index.levels().get(s), count, accumulate, Optional.empty());
    }
  }

  /**
   * The same after {@link #forwardFused}.
   *
   * @param rule applied in the pass where it can be; the rest is the caller's
   */
  void backwardFused(int count, DeviceRule rule) {
    for (int s = index.levels().size() - 1; s >= 0; s--) {
      switch (trees.place(s)) {
        case NONE -> backward(index.levels().get(s), count, false, Optional.of(rule));
        case ROOT -> trees.backward(s, count, rule);
        case INSIDE -> {}
      }
    }
  }

  private void backward(Level level, int count, boolean accumulate, Optional<DeviceRule> rule) {
    @Nullable Kernel fast = tensorBackward.get(level.index);
    if (fast != null) {
      backward(fast, level, count, accumulate, rule);
    } else if (index.needs().spec(level.index)) {
      backward(level, count, accumulate);
    }
  }

  private void backward(Level level, int count, boolean accumulate) {
    derive(level, count);
    if (!level.spec.frozen()) {
      write(level, new Mode(count, accumulate, false, 0));
      int parameters = level.spec.parametersPerShare();
      long pieces = tiles(parameters, PARAMETERS);
      Kernel plain = odd.get(level.index).or(OddShape.Part.PARAMETER_GRADIENTS, parameterGradients);
      context.launch(plain, PARAMETERS, 0, level.spec.shares(), pieces, 1);
    }
    spread(level, count, level.trainedChildren, true);
  }

  private void backward(
      Kernel kernel, Level level, int count, boolean accumulate, Optional<DeviceRule> rule) {
    TensorShape shape = TensorShape.of(level.spec);
    int groups = shape.backwardGroups();
    // Where groups of threads share a node, none of them may replace the dy that others read.
    boolean derived = !level.singleReads && groups > 1;
    if (derived) {
      derive(level, count);
    }
    Mode mode = new Mode(count, accumulate, true, shape.backwardStages());
    write(level, mode, memory.parameters, derived ? Activation.IDENTITY : level.spec.activation());
    Arguments arguments = context.written();
    updates.write(arguments, rule.orElse(DeviceRule.NONE));
    arguments.number(0);
    level.writeNodeTables(arguments, memory.tables);
    updates.writePlace(arguments, level.index);
    arguments.number(level.singleReads && rule.isPresent() ? 1 : 0);
    arguments.number(level.singleReads || derived ? 0 : 1);
    arguments.number(shape.backwardFeatures());
    long nodes = level.spec.nodes();
    context.launch(kernel, TensorShape.THREADS, shape.backwardShared(), nodes, groups, 1);
    if (!level.singleReads) {
      spread(level, count, level.trainedChildren, true);
    }
  }

  /** From the gradients of blocks to those of the input blocks; parameters are left alone. */
  void inputGradients(int count) {
    for (int s = index.levels().size() - 1; s >= 0; s--) {
      Level level = index.levels().get(s);
      derive(level, count);
      spread(level, count, level.children, false);
    }
  }

  private void derive(Level level, int count) {
    if (level.spec.activation() != Activation.IDENTITY) {
      write(level, new Mode(count, false, false, 0));
      long numbers = (long) count * level.spec.outWidth();
      context.launch(derive, ROWS, 0, level.spec.nodes(), tiles(numbers, ROWS), 1);
    }
  }

  private void spread(Level level, int count, int children, boolean overwrite) {
    write(level, new Mode(count, false, overwrite, 0));
    long features = tiles(level.widestChild, RESULTS);
    Kernel plain = odd.get(level.index).or(OddShape.Part.SPREAD, spread);
    context.launch(plain, ROWS, 0, children, tiles(count, ROWS), features);
  }

  /** What differs from launch to launch of a level; see the kernels' struct. */
  private record Mode(int count, boolean accumulate, boolean overwrite, int stages) {}

  private void write(Level level, Mode mode) {
    write(level, mode, memory.parameters, level.spec.activation());
  }

  /** Writes the struct of a level in the order of its declaration. */
  private void write(Level level, Mode mode, long parameters, Activation activation) {
    AffineSpec spec = level.spec;
    int s = level.index;
    long kept =
        layout.keepsPreActivations(s)
            ? memory.at(memory.preActivations, layout.preActivation(s))
            : 0;
    Arguments arguments = context.arguments();
    arguments
        .address(memory.values)
        .address(memory.gradients)
        .address(kept)
        .address(memory.at(parameters, layout.parameter(s)))
        .address(memory.at(memory.parameterGradients, layout.parameter(s)));
    level.writeTables(arguments, memory.tables);
    arguments
        .address(layout.block(spec.firstBlock()))
        .address(layout.stride(spec.outWidth()))
        .number(mode.count())
        .number(spec.fanIn())
        .number(spec.readWidth())
        .number(spec.outWidth())
        .number(spec.parametersPerShare())
        .number(spec.bias() ? 1 : 0)
        .number(Codes.of(activation))
        .number(mode.accumulate() ? 1 : 0)
        .number(mode.overwrite() ? 1 : 0)
        .number(mode.stages());
  }

  private static long tiles(long size, int tile) {
    return (size + tile - 1) / tile;
  }
}
