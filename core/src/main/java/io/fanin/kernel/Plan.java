package io.fanin.kernel;

import io.fanin.optim.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a program computes, in terms that no device owns: input blocks, specs in execution order,
 * outputs, loss terms, and the table of parameters.
 *
 * <p>Blocks are numbered: inputs first, then the nodes of each spec in order. Parameters form one
 * flat array: for each spec, for each of its parameter sets, the weights and then the biases.
 * Immutable.
 */
public final class Plan {
  private final List<InputBlock> inputs;
  private final List<BlockSpec> specs;
  private final List<Output> outputs;
  private final List<LossTerm> losses;
  private final List<Slice> slices;
  private final int[] widths;
  private final int[] specOffsets;
  private final int parameters;
  private final int replicas;
  private final int streams;
  private final int inputColumns;
  private final int targetColumns;

  private Plan(Builder builder) {
    inputs = List.copyOf(builder.inputs);
    specs = List.copyOf(builder.specs);
    outputs = List.copyOf(builder.outputs);
    losses = List.copyOf(builder.losses);
    widths = Arrays.copyOf(builder.widths, builder.blocks);
    specOffsets = new int[specs.size()];
    List<Slice> table = new ArrayList<>();
    int end = 0;
    for (int s = 0; s < specs.size(); s++) {
      specOffsets[s] = end;
      end = appendSlices(table, s, end);
    }
    slices = List.copyOf(table);
    parameters = end;
    int lastReplica = 0;
    for (Slice slice : slices) {
      lastReplica = Math.max(lastReplica, slice.replica());
    }
    int lastStream = 0;
    int columns = 0;
    for (InputBlock input : inputs) {
      lastStream = Math.max(lastStream, input.stream());
      columns = Math.max(columns, input.column() + input.width());
    }
    int targets = 0;
    for (LossTerm term : losses) {
      lastReplica = Math.max(lastReplica, term.replica());
      lastStream = Math.max(lastStream, term.stream());
      int read = term.loss().targetColumns(widths[term.block()]);
      targets = Math.max(targets, Math.addExact(term.targetColumn(), read));
    }
    for (Output output : outputs) {
      lastReplica = Math.max(lastReplica, output.replica());
    }
    replicas = lastReplica + 1;
    streams = lastStream + 1;
    inputColumns = columns;
    targetColumns = targets;
  }

  private int appendSlices(List<Slice> table, int index, int start) {
    BlockSpec spec = specs.get(index);
    int end = start;
    for (int share = 0; share < spec.shares(); share++) {
      String name = spec.name() + "." + index + "." + share;
      int replica = spec.replica(share);
      if (spec instanceof AffineSpec affine) {
        Slice weights =
            new Slice(
                name + ".weight",
                index,
                share,
                replica,
                Role.WEIGHT,
                end,
                spec.outWidth(),
                spec.readWidth(),
                spec.frozen(),
                affine.rateScale());
        table.add(weights);
        if (affine.bias()) {
          int at = end + weights.size();
          table.add(
              new Slice(
                  name + ".bias",
                  index,
                  share,
                  replica,
                  Role.BIAS,
                  at,
                  1,
                  spec.outWidth(),
                  spec.frozen(),
                  affine.rateScale()));
        }
      } else if (spec.parametersPerShare() > 0) {
        int size = spec.parametersPerShare();
        table.add(
            new Slice(
                name + ".host", index, share, replica, Role.OTHER, end, 1, size, spec.frozen(), 1));
      }
      end = Math.addExact(end, spec.parametersPerShare());
    }
    return end;
  }

  /** Starts an empty plan. */
  public static Builder builder() {
    return new Builder();
  }

  /** Blocks read from the data; input {@code i} is block {@code i}. */
  public List<InputBlock> inputs() {
    return inputs;
  }

  /** Specs in execution order: each reads only inputs and blocks of earlier specs. */
  public List<BlockSpec> specs() {
    return specs;
  }

  /** Named results. */
  public List<Output> outputs() {
    return outputs;
  }

  /** What is minimised; empty for a plan that is only run forward. */
  public List<LossTerm> losses() {
    return losses;
  }

  /** Named ranges of the flat parameters, in order, without gaps. */
  public List<Slice> slices() {
    return slices;
  }

  /** How many blocks, inputs included. */
  public int blocks() {
    return widths.length;
  }

  /** Width of a block. */
  public int width(int block) {
    return widths[block];
  }

  /** How many parameters. */
  public int parameters() {
    return parameters;
  }

  /** First parameter of a spec; its set {@code s} starts {@code s * parametersPerShare()} later. */
  public int parameterOffset(int spec) {
    return specOffsets[spec];
  }

  /** How many replicas share the program; their parameters and losses are disjoint. */
  public int replicas() {
    return replicas;
  }

  /** How many row lists a batch has. */
  public int streams() {
    return streams;
  }

  /** Columns that a data row needs. */
  public int inputColumns() {
    return inputColumns;
  }

  /** Columns that a target row needs. */
  public int targetColumns() {
    return targetColumns;
  }

  /** Multiply-adds of one forward row; a training step costs about three times as many. */
  public long multiplyAdds() {
    long sum = 0;
    for (BlockSpec spec : specs) {
      if (spec instanceof AffineSpec) {
        sum += (long) spec.nodes() * spec.outWidth() * spec.readWidth();
      }
    }
    return sum;
  }

  /** A plan with the same specs and these loss terms. */
  public Plan withLosses(List<LossTerm> terms) {
    Builder builder = new Builder();
    inputs.forEach(builder::input);
    specs.forEach(builder::add);
    outputs.forEach(builder::output);
    terms.forEach(builder::loss);
    return builder.build();
  }

  @Override
  public String toString() {
    return "plan of %d blocks, %d specs, %d parameters, %d replicas"
        .formatted(blocks(), specs.size(), parameters, replicas);
  }

  /** Collects a plan; every block must exist before it is read, so no cycle can arise. */
  public static final class Builder {
    private final List<InputBlock> inputs = new ArrayList<>();
    private final List<BlockSpec> specs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<LossTerm> losses = new ArrayList<>();
    private int[] widths = new int[16];
    private int blocks;

    private Builder() {}

    /** Adds an input block and returns its number; inputs come before specs. */
    public int input(InputBlock input) {
      if (!specs.isEmpty()) {
        throw new IllegalArgumentException(
            "input '" + input.name() + "' comes after a spec; add the inputs first");
      }
      inputs.add(input);
      return append(input.width());
    }

    /** The number that the next block will get: what a spec's {@code firstBlock} must be. */
    public int nextBlock() {
      return blocks;
    }

    /** Adds a spec and returns its first block. */
    public int add(BlockSpec spec) {
      Specs.require(
          spec.firstBlock() == blocks,
          spec,
          "has first block " + spec.firstBlock() + ", must be " + blocks);
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          checkRead(spec, node, slot);
        }
      }
      specs.add(spec);
      int first = blocks;
      for (int node = 0; node < spec.nodes(); node++) {
        append(spec.outWidth());
      }
      return first;
    }

    private void checkRead(BlockSpec spec, int node, int slot) {
      int block = spec.read(node, slot);
      if (block == BlockSpec.ZERO) {
        return;
      }
      Specs.require(
          block >= 0 && block < blocks,
          spec,
          () -> "node %d reads block %d, which is not an earlier block".formatted(node, block));
      Specs.require(
          widths[block] == spec.readWidth(slot),
          spec,
          () ->
              "node %d reads block %d of width %d in a slot of width %d"
                  .formatted(node, block, widths[block], spec.readWidth(slot)));
    }

    /** Names a block as a result. */
    public Builder output(Output output) {
      checkBlock(output.block(), "output '" + output.name() + "'");
      outputs.add(output);
      return this;
    }

    /** Adds a loss term. */
    public Builder loss(LossTerm term) {
      checkBlock(term.block(), "loss term '" + term.name() + "'");
      losses.add(term);
      return this;
    }

    private void checkBlock(int block, String what) {
      if (block < 0 || block >= blocks) {
        throw new IllegalArgumentException(
            what + " names block " + block + ", but there are only " + blocks);
      }
    }

    private int append(int width) {
      if (blocks == widths.length) {
        widths = Arrays.copyOf(widths, 2 * blocks);
      }
      widths[blocks] = width;
      return blocks++;
    }

    /** The finished plan. */
    public Plan build() {
      if (inputs.isEmpty() || specs.isEmpty()) {
        throw new IllegalArgumentException("a plan needs at least one input and one spec");
      }
      return new Plan(this);
    }
  }
}
