package io.fanin.testkit;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;

/** Plans that are compiled wrongly. */
final class BrokenPlans {
  private BrokenPlans() {}

  static Plan of(BrokenProvider.Bug bug, Plan plan) {
    return switch (bug) {
      case PADS_WITH_THE_FIRST_BLOCK, TRAINS_FROZEN_PARAMETERS, IGNORES_RATE_SCALE ->
          rebuild(bug, plan);
      default -> plan;
    };
  }

  private static Plan rebuild(BrokenProvider.Bug bug, Plan plan) {
    Plan.Builder builder = Plan.builder();
    plan.inputs().forEach(builder::input);
    for (BlockSpec spec : plan.specs()) {
      builder.add(spec instanceof AffineSpec affine ? rebuild(bug, plan, affine) : spec);
    }
    plan.outputs().forEach(builder::output);
    plan.losses().forEach(builder::loss);
    return builder.build();
  }

  private static AffineSpec rebuild(BrokenProvider.Bug bug, Plan plan, AffineSpec spec) {
    int[] widths = new int[spec.fanIn()];
    int[] reads = new int[spec.nodes() * spec.fanIn()];
    int[] share = new int[spec.nodes()];
    int[] replica = new int[spec.shares()];
    for (int slot = 0; slot < widths.length; slot++) {
      widths[slot] = spec.readWidth(slot);
    }
    for (int i = 0; i < reads.length; i++) {
      int slot = i % widths.length;
      reads[i] = spec.read(i / widths.length, slot);
      if (reads[i] == BlockSpec.ZERO
          && bug == BrokenProvider.Bug.PADS_WITH_THE_FIRST_BLOCK
          && plan.width(0) == widths[slot]) {
        reads[i] = 0;
      }
    }
    for (int v = 0; v < share.length; v++) {
      share[v] = spec.share(v);
    }
    for (int s = 0; s < replica.length; s++) {
      replica[s] = spec.replica(s);
    }
    return new AffineSpec(
        spec.name(),
        spec.level(),
        spec.firstBlock(),
        widths,
        spec.outWidth(),
        spec.activation(),
        spec.bias(),
        reads,
        share,
        replica,
        spec.frozen() && bug != BrokenProvider.Bug.TRAINS_FROZEN_PARAMETERS,
        bug == BrokenProvider.Bug.IGNORES_RATE_SCALE ? 1 : spec.rateScale());
  }
}
