package io.fanin.models;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Basis;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;
import io.fanin.models.basis.Refinement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Grid extension: the same function on finer splines (Liu et al. 2024, section 2.4). */
public final class Splines {
  private Splines() {}

  /**
   * A network and parameters for it.
   *
   * @param network with finer splines
   * @param parameters {@code [network.parameters()]}, the caller's own
   */
  public record Extended(Network network, double[] parameters) {}

  /**
   * Replaces every B-spline by one on {@code intervals} intervals, and every coefficient vector by
   * the least-squares fit on the splines' range. Where the new grid holds the old one (a multiple
   * of its intervals) the function stays the same up to rounding; other parts of a basis, such as
   * silu, keep their coefficients.
   *
   * @param parameters {@code [network.parameters()]}, only read
   * @param intervals of the new grids
   * @throws IllegalArgumentException if the network has no B-spline
   */
  public static Extended extend(Network network, double[] parameters, int intervals) {
    Plan plan = network.plan();
    if (parameters.length != plan.parameters()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(plan.parameters(), parameters.length));
    }
    Extension extension = new Extension(plan, intervals);
    if (extension.refined.stream().noneMatch(Optional::isPresent)) {
      throw new IllegalArgumentException(
          "a network of architecture '%s' without B-splines cannot be extended"
              .formatted(network.architecture()));
    }
    Network finer =
        new Network(
            network.architecture(),
            network.settings().replaceAll("(?m)^intervals=.*$", "intervals=" + intervals),
            extension.plan(),
            network.vertexBlocks(),
            network.fixed());
    return new Extended(finer, extension.parameters(parameters));
  }

  /** The plan on finer grids, and the way of parameters into it. */
  private static final class Extension {
    private final Plan old;
    private final List<Optional<Refinement>> refined = new ArrayList<>(); // by block
    private final Plan plan;

    Extension(Plan old, int intervals) {
      this.old = old;
      old.inputs().forEach(i -> refined.add(Optional.empty()));
      Plan.Builder builder = Plan.builder();
      old.inputs().forEach(builder::input);
      for (BlockSpec spec : old.specs()) {
        Optional<Refinement> refinement =
            spec instanceof BasisSpec b ? Refinement.of(b.basis(), intervals) : Optional.empty();
        for (int v = 0; v < spec.nodes(); v++) {
          refined.add(refinement);
        }
        builder.add(
            refinement.map(r -> finer((BasisSpec) spec, r.to())).orElseGet(() -> widened(spec)));
      }
      old.outputs().forEach(builder::output);
      plan = builder.build();
    }

    Plan plan() {
      return plan;
    }

    private static BlockSpec finer(BasisSpec spec, Basis basis) {
      return new BasisSpec(
          spec.name(),
          spec.level(),
          spec.firstBlock(),
          spec.readWidth(0),
          basis,
          Specs.reads(spec));
    }

    /** The same on the wider blocks that it now reads. */
    private BlockSpec widened(BlockSpec spec) {
      int[] widths = Specs.readWidths(spec);
      boolean changed = false;
      for (int slot = 0; slot < widths.length; slot++) {
        Optional<Refinement> refinement = refinement(spec, slot);
        if (refinement.isPresent()) {
          Basis to = refinement.get().to();
          widths[slot] = widths[slot] / refinement.get().from().size() * to.size();
          changed = true;
        }
      }
      if (!changed) {
        return spec;
      }
      if (!(spec instanceof AffineSpec a)) {
        throw new IllegalArgumentException(
            "only a block-local layer may read a spline basis, but '" + spec.name() + "' does");
      }
      return new AffineSpec(
          a.name(),
          a.level(),
          a.firstBlock(),
          widths,
          a.outWidth(),
          a.activation(),
          a.bias(),
          Specs.reads(a),
          Specs.shares(a),
          Specs.replicas(a),
          a.frozen(),
          a.rateScale());
    }

    /** How the blocks in a slot were refined; the same for every node. */
    private Optional<Refinement> refinement(BlockSpec spec, int slot) {
      Optional<Refinement> found = Optional.empty();
      for (int v = 0; v < spec.nodes(); v++) {
        int block = spec.read(v, slot);
        if (block != BlockSpec.ZERO && refined.get(block).isPresent()) {
          found = refined.get(block);
        }
      }
      return found;
    }

    double[] parameters(double[] from) {
      double[] to = new double[plan.parameters()];
      for (int s = 0; s < old.specs().size(); s++) {
        BlockSpec spec = old.specs().get(s);
        BlockSpec wide = plan.specs().get(s);
        for (int share = 0; share < spec.shares(); share++) {
          int at = old.parameterOffset(s) + share * spec.parametersPerShare();
          int outAt = plan.parameterOffset(s) + share * wide.parametersPerShare();
          copySet(spec, from, at, to, outAt);
        }
      }
      return to;
    }

    private void copySet(BlockSpec spec, double[] from, int at, double[] to, int outAt) {
      int read = at;
      int write = outAt;
      for (int row = 0; spec instanceof AffineSpec && row < spec.outWidth(); row++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          write = copySlot(refinement(spec, slot), spec.readWidth(slot), from, read, to, write);
          read += spec.readWidth(slot);
        }
      }
      System.arraycopy(from, read, to, write, at + spec.parametersPerShare() - read); // biases
    }

    private static int copySlot(
        Optional<Refinement> refinement, int width, double[] from, int at, double[] to, int outAt) {
      if (refinement.isEmpty()) {
        System.arraycopy(from, at, to, outAt, width);
        return outAt + width;
      }
      Refinement r = refinement.get();
      int write = outAt;
      for (int i = 0; i < width; i += r.from().size()) {
        r.coefficients(from, at + i, to, write);
        write += r.to().size();
      }
      return write;
    }
  }
}
