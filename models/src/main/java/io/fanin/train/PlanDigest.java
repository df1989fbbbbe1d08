package io.fanin.train;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Plan;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/** SHA-256 of everything in a plan that its bits depend on. */
final class PlanDigest {
  private PlanDigest() {}

  /** 64 hexadecimal digits. */
  static String of(Plan plan) {
    DigestOutputStream digest =
        new DigestOutputStream(OutputStream.nullOutputStream(), Digests.sha256());
    try (DataOutputStream out = new DataOutputStream(digest)) {
      write(plan, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a digest takes every byte", e);
    }
    return HexFormat.of().formatHex(digest.getMessageDigest().digest());
  }

  private static void write(Plan plan, DataOutputStream out) throws IOException {
    out.writeInt(plan.inputs().size());
    for (InputBlock input : plan.inputs()) {
      writeAll(out, input.column(), input.width(), input.stream());
    }
    out.writeInt(plan.specs().size());
    for (BlockSpec spec : plan.specs()) {
      write(spec, out);
    }
    out.writeInt(plan.losses().size());
    for (LossTerm term : plan.losses()) {
      out.writeUTF(term.loss().name());
      out.writeDouble(term.weight());
      writeAll(out, term.block(), term.targetColumn(), term.replica(), term.stream());
    }
  }

  private static void write(BlockSpec spec, DataOutputStream out) throws IOException {
    writeAll(out, spec.level(), spec.nodes(), spec.fanIn(), spec.outWidth(), spec.shares());
    out.writeBoolean(spec.frozen());
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      out.writeInt(spec.readWidth(slot));
    }
    for (int node = 0; node < spec.nodes(); node++) {
      out.writeInt(spec.share(node));
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        out.writeInt(spec.read(node, slot));
      }
    }
    for (int share = 0; share < spec.shares(); share++) {
      out.writeInt(spec.replica(share));
    }
    writeFunction(spec, out);
  }

  private static void writeFunction(BlockSpec spec, DataOutputStream out) throws IOException {
    if (spec instanceof AffineSpec affine) {
      out.writeUTF("affine " + affine.activation().name());
      out.writeBoolean(affine.bias());
      out.writeDouble(affine.rateScale());
    } else if (spec instanceof BasisSpec basis) {
      out.writeUTF("basis " + basis.basis().id());
    } else if (spec instanceof HostSpec host) {
      out.writeUTF("host " + host.function().id());
    }
  }

  private static void writeAll(DataOutputStream out, int... values) throws IOException {
    for (int value : values) {
      out.writeInt(value);
    }
  }
}
