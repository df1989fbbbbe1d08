package io.fanin.models;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of an ensemble, and where each member's blocks and parameters went in it.
 *
 * <p>Specs are merged by shape: the {@code i}-th spec of a shape in one member joins the {@code
 * i}-th of that shape in the others. Merged specs stand in order of level, so what they read stands
 * before them; within a level the order of first appearance counts.
 */
final class Forest {
  private final List<Network> members;
  private final Plan plan;
  private final int[][] blocks; // [member][member's block]
  private final int[][] offsets; // [member][member's spec], first parameter in the plan

  Forest(List<Network> members, Rows rows) {
    this.members = members;
    blocks = new int[members.size()][];
    offsets = new int[members.size()][];
    Plan.Builder builder = Plan.builder();
    Map<InputBlock, Integer> inputs = new HashMap<>();
    for (int r = 0; r < members.size(); r++) {
      Plan member = members.get(r).plan();
      blocks[r] = new int[member.blocks()];
      offsets[r] = new int[member.specs().size()];
      for (int b = 0; b < member.inputs().size(); b++) {
        InputBlock i = member.inputs().get(b);
        int stream = rows == Rows.OWN ? r : 0;
        InputBlock key = new InputBlock("", i.column(), i.width(), stream);
        InputBlock named = new InputBlock(i.name(), i.column(), i.width(), stream);
        blocks[r][b] = inputs.computeIfAbsent(key, k -> builder.input(named));
      }
    }
    List<List<Part>> merged = merged();
    int[][] shareOffsets = new int[merged.size()][];
    for (int m = 0; m < merged.size(); m++) {
      shareOffsets[m] = add(builder, merged.get(m));
    }
    for (int r = 0; r < members.size(); r++) {
      for (Output output : members.get(r).plan().outputs()) {
        builder.output(new Output(output.name(), blocks[r][output.block()], r));
      }
    }
    plan = builder.build();
    for (int m = 0; m < merged.size(); m++) {
      placeParameters(m, merged.get(m), shareOffsets[m]);
    }
  }

  /** A spec of a member. */
  private record Part(int member, int index, BlockSpec spec) {}

  /** What joins what, in order of execution. */
  private List<List<Part>> merged() {
    Map<List<Object>, List<Part>> byShape = new LinkedHashMap<>();
    for (int r = 0; r < members.size(); r++) {
      Map<List<Object>, Integer> seen = new HashMap<>();
      List<BlockSpec> specs = members.get(r).plan().specs();
      for (int s = 0; s < specs.size(); s++) {
        List<Object> shape = Specs.shape(specs.get(s));
        int occurrence = seen.merge(shape, 1, Integer::sum);
        shape = new ArrayList<>(shape);
        shape.add(occurrence);
        byShape.computeIfAbsent(shape, k -> new ArrayList<>()).add(new Part(r, s, specs.get(s)));
      }
    }
    List<List<Part>> order = new ArrayList<>(byShape.values());
    order.sort((a, b) -> Integer.compare(a.get(0).spec().level(), b.get(0).spec().level()));
    return order;
  }

  /** Adds a merged spec; returns the first parameter set of each part in it. */
  private int[] add(Plan.Builder builder, List<Part> parts) {
    int[] firstShare = new int[parts.size()];
    int first = builder.nextBlock();
    int block = first;
    int shares = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      firstShare[i] = shares;
      shares += part.spec().shares();
      for (int v = 0; v < part.spec().nodes(); v++) {
        blocks[part.member()][part.spec().firstBlock() + v] = block++;
      }
    }
    builder.add(spec(first, parts, firstShare, shares));
    return firstShare;
  }

  private BlockSpec spec(int first, List<Part> parts, int[] firstShare, int shares) {
    BlockSpec shape = parts.get(0).spec();
    int[] reads = parts.stream().flatMapToInt(p -> Arrays.stream(reads(p))).toArray();
    if (shape instanceof BasisSpec b) {
      return new BasisSpec(b.name(), b.level(), first, b.readWidth(0), b.basis(), reads);
    }
    int[] share = new int[reads.length / shape.fanIn()];
    int[] replica = new int[shares];
    int node = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      for (int v = 0; v < part.spec().nodes(); v++) {
        share[node++] = firstShare[i] + part.spec().share(v);
      }
      Arrays.fill(replica, firstShare[i], firstShare[i] + part.spec().shares(), part.member());
    }
    return parameterised(shape, first, reads, share, replica);
  }

  private static BlockSpec parameterised(
      BlockSpec shape, int first, int[] reads, int[] share, int[] replica) {
    int[] widths = Specs.readWidths(shape);
    if (shape instanceof AffineSpec a) {
      return new AffineSpec(
          a.name(),
          a.level(),
          first,
          widths,
          a.outWidth(),
          a.activation(),
          a.bias(),
          reads,
          share,
          replica,
          a.frozen(),
          a.rateScale());
    }
    HostSpec h = (HostSpec) shape;
    return new HostSpec(
        h.name(),
        h.level(),
        first,
        widths,
        h.outWidth(),
        h.function(),
        reads,
        share,
        replica,
        h.frozen());
  }

  private int[] reads(Part part) {
    return Arrays.stream(Specs.reads(part.spec()))
        .map(b -> b == BlockSpec.ZERO ? b : blocks[part.member()][b])
        .toArray();
  }

  private void placeParameters(int index, List<Part> parts, int[] firstShare) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      offsets[part.member()][part.index()] =
          plan.parameterOffset(index) + firstShare[i] * part.spec().parametersPerShare();
    }
  }

  Plan plan() {
    return plan;
  }

  int block(int member, int memberBlock) {
    return blocks[member][memberBlock];
  }

  /** Copies a member's parameters into the ensemble's ({@code in}) or back. */
  void copy(int r, double[] member, double[] ensemble, boolean in) {
    Plan p = members.get(r).plan();
    check(member.length, p.parameters());
    check(ensemble.length, plan.parameters());
    for (int s = 0; s < p.specs().size(); s++) {
      BlockSpec spec = p.specs().get(s);
      int size = spec.shares() * spec.parametersPerShare();
      if (in) {
        System.arraycopy(member, p.parameterOffset(s), ensemble, offsets[r][s], size);
      } else {
        System.arraycopy(ensemble, offsets[r][s], member, p.parameterOffset(s), size);
      }
    }
  }

  private static void check(int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(expected, length));
    }
  }
}
