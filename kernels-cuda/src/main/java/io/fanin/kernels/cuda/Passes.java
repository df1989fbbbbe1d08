package io.fanin.kernels.cuda;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cuda.KernelLibrary.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The launches of a forward and a backward pass, in order. */
final class Passes {
  private static final int ROWS = 64;
  private static final int RESULTS = 8;
  private static final int PARAMETERS = 128;

  private final CudaContext context;
  private final Plan plan;
  private final Layout layout;
  private final ProgramMemory memory;
  private final List<Level> levels;
  private final boolean[] needed;
  private final InputTables inputs;
  private final LossTables losses;
  private final Kernel load;
  private final Kernel forward;
  private final Kernel seed;
  private final Kernel checkClasses;
  private final Kernel derive;
  private final Kernel spread;
  private final Kernel parameterGradients;

  /** What the passes of a plan need to know, before there is memory for it. */
  record Index(
      List<Level> levels,
      boolean[] needed,
      InputTables inputs,
      LossTables losses,
      UpdateTables updates) {
    static Index of(Layout layout, Tables out) {
      int specs = layout.plan.specs().size();
      boolean[] needed = new boolean[specs];
      boolean[] trained = new boolean[layout.plan.blocks()];
      List<Level> levels = new ArrayList<>();
      for (int s = 0; s < specs; s++) {
        Level level = new Level(layout, s, trained, out);
        levels.add(level);
        needed[s] = !level.spec.frozen() || level.trainedChildren > 0;
        for (int node = 0; node < level.spec.nodes(); node++) {
          trained[level.spec.firstBlock() + node] = needed[s];
        }
      }
      return new Index(
          levels,
          needed,
          new InputTables(layout, out),
          new LossTables(layout, out),
          new UpdateTables(layout, out));
    }
  }

  Passes(CudaContext context, Layout layout, Index index, ProgramMemory memory) {
    this.context = context;
    this.layout = layout;
    this.memory = memory;
    plan = layout.plan;
    levels = index.levels();
    needed = index.needed();
    inputs = index.inputs();
    losses = index.losses();
    load = kernel(Family.DATA, "load");
    seed = kernel(Family.DATA, "losses");
    checkClasses = kernel(Family.DATA, "check_classes");
    forward = kernel(Family.PLAIN, "forward");
    derive = kernel(Family.PLAIN, "derive");
    spread = kernel(Family.PLAIN, "spread");
    parameterGradients = kernel(Family.PLAIN, "parameter_gradients");
  }

  private Kernel kernel(Family family, String name) {
    return context.kernels().kernel(family, name(name, memory.dtype));
  }

  static String name(String kernel, DType dtype) {
    return "fanin_" + kernel + "_" + dtype.name().toLowerCase(Locale.ROOT);
  }

  /** Fills the input blocks with the rows that were uploaded. */
  void load(long table, int count) {
    Arguments arguments = context.arguments();
    arguments.address(memory.values).address(table).address(memory.rows);
    inputs.writeTables(arguments, memory.tables);
    arguments.number(plan.inputColumns()).number(count);
    context.launch(load, ROWS, 0, inputs.count, tiles((long) count * inputs.widest, ROWS), 1);
  }

  /** Fills the blocks of all specs. */
  void forward(int count) {
    for (Level level : levels) {
      AffineSpec spec = level.spec;
      write(level, count, false);
      context.launch(
          forward, ROWS, 0, spec.nodes(), tiles(count, ROWS), tiles(spec.outWidth(), RESULTS));
    }
  }

  /** Computes the losses, and overwrites the gradients of all blocks with theirs. */
  void losses(long targets, int count) {
    memory.clearGradients();
    for (LossTables.Wave wave : losses.waves) {
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
        .address(memory.tables + losses.terms)
        .address(memory.tables + wave.table())
        .address(memory.losses)
        .address(memory.wrong)
        .number(plan.targetColumns())
        .number(count);
  }

  /** Terms whose targets must be class indices. */
  List<Integer> classTerms() {
    return losses.classTerms;
  }

  /** Writes the smallest {@code (index among class terms) * count + row} of a wrong target. */
  void checkClasses(long targets, int count) {
    writeLosses(targets, losses.classes, count);
    context.launch(checkClasses, ROWS, 0, losses.classes.count(), tiles(count, ROWS), 1);
  }

  /** From the gradients of blocks to those of parameters, for all that a training step needs. */
  void backward(int count, boolean accumulate) {
    for (int s = levels.size() - 1; s >= 0; s--) {
      Level level = levels.get(s);
      if (needed[s]) {
        derive(level, count);
        if (!level.spec.frozen()) {
          write(level, count, accumulate);
          int parameters = level.spec.parametersPerShare();
          context.launch(
              parameterGradients,
              PARAMETERS,
              0,
              level.spec.shares(),
              tiles(parameters, PARAMETERS),
              1);
        }
        spread(level, count, level.trainedChildren);
      }
    }
  }

  /** From the gradients of blocks to those of the input blocks; parameters are left alone. */
  void inputGradients(int count) {
    for (int s = levels.size() - 1; s >= 0; s--) {
      Level level = levels.get(s);
      derive(level, count);
      spread(level, count, level.children);
    }
  }

  private void derive(Level level, int count) {
    if (level.spec.activation() != io.fanin.kernel.Activation.IDENTITY) {
      write(level, count, false);
      long numbers = (long) count * level.spec.outWidth();
      context.launch(derive, ROWS, 0, level.spec.nodes(), tiles(numbers, ROWS), 1);
    }
  }

  private void spread(Level level, int count, int children) {
    write(level, count, false);
    context.launch(
        spread, ROWS, 0, children, tiles(count, ROWS), tiles(level.widestChild, RESULTS));
  }

  /** Writes the struct of a level in the order of its declaration. */
  private void write(Level level, int count, boolean accumulate) {
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
        .address(memory.at(memory.parameters, layout.parameter(s)))
        .address(memory.at(memory.parameterGradients, layout.parameter(s)));
    level.writeTables(arguments, memory.tables);
    arguments
        .address(layout.block(spec.firstBlock()))
        .address(layout.stride(spec.outWidth()))
        .number(count)
        .number(spec.fanIn())
        .number(spec.readWidth())
        .number(spec.outWidth())
        .number(spec.parametersPerShare())
        .number(spec.bias() ? 1 : 0)
        .number(spec.activation().ordinal())
        .number(accumulate ? 1 : 0);
  }

  private static long tiles(long size, int tile) {
    return (size + tile - 1) / tile;
  }
}
