package io.fanin.models;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostSpec;
import java.util.ArrayList;
import java.util.List;

/** Copies of specs in which one thing differs. */
final class Specs {
  private Specs() {}

  /** The same, frozen or not, with this factor on the learning rate. */
  static BlockSpec with(BlockSpec spec, boolean frozen, double rateScale) {
    if (spec instanceof AffineSpec a) {
      return new AffineSpec(
          a.name(),
          a.level(),
          a.firstBlock(),
          readWidths(a),
          a.outWidth(),
          a.activation(),
          a.bias(),
          reads(a),
          shares(a),
          replicas(a),
          frozen,
          rateScale);
    }
    if (spec instanceof HostSpec h) {
      return new HostSpec(
          h.name(),
          h.level(),
          h.firstBlock(),
          readWidths(h),
          h.outWidth(),
          h.function(),
          reads(h),
          shares(h),
          replicas(h),
          frozen);
    }
    return spec;
  }

  static double rateScale(BlockSpec spec) {
    return spec instanceof AffineSpec a ? a.rateScale() : 1;
  }

  /** What two specs must have in common to be one. */
  static List<Object> shape(BlockSpec spec) {
    List<Object> shape = new ArrayList<>();
    shape.add(spec.level());
    shape.add(spec.outWidth());
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      shape.add(spec.readWidth(slot));
    }
    if (spec instanceof AffineSpec a) {
      shape.addAll(List.of(a.activation(), a.bias(), a.frozen(), a.rateScale()));
    } else if (spec instanceof BasisSpec b) {
      shape.add(b.basis().id());
    } else if (spec instanceof HostSpec h) {
      shape.addAll(List.of(h.function().id(), h.frozen()));
    }
    return shape;
  }

  static int[] readWidths(BlockSpec spec) {
    int[] widths = new int[spec.fanIn()];
    for (int slot = 0; slot < widths.length; slot++) {
      widths[slot] = spec.readWidth(slot);
    }
    return widths;
  }

  static int[] reads(BlockSpec spec) {
    int[] reads = new int[spec.nodes() * spec.fanIn()];
    for (int i = 0; i < reads.length; i++) {
      reads[i] = spec.read(i / spec.fanIn(), i % spec.fanIn());
    }
    return reads;
  }

  static int[] shares(BlockSpec spec) {
    int[] shares = new int[spec.nodes()];
    for (int v = 0; v < shares.length; v++) {
      shares[v] = spec.share(v);
    }
    return shares;
  }

  static int[] replicas(BlockSpec spec) {
    int[] replicas = new int[spec.shares()];
    for (int s = 0; s < replicas.length; s++) {
      replicas[s] = spec.replica(s);
    }
    return replicas;
  }
}
