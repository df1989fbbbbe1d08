package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import org.assertj.core.api.Assertions;

/** Comparisons that name the first number that is wrong; NaN never passes one unless asked for. */
final class Check {
  private Check() {}

  /** Equal as numbers: {@code -0.0} is {@code 0.0}. */
  static void exact(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (!(actual[i] == expected[i])) {
        Assertions.fail(
            "%s: element %d is %s, must be exactly %s", what, i, actual[i], expected[i]);
      }
    }
  }

  static void exact(String what, double[][] actual, double[][] expected) {
    for (int b = 0; b < expected.length; b++) {
      exact(what + ", block " + b, actual[b], expected[b]);
    }
  }

  /** Equal bit for bit. */
  static void bits(String what, double[] actual, double[] expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToRawLongBits(actual[i]) != Double.doubleToRawLongBits(expected[i])) {
        Assertions.fail(
            "%s: element %d is %s, must have the bits of %s", what, i, actual[i], expected[i]);
      }
    }
  }

  static void bits(String what, double[][] actual, double[][] expected) {
    for (int b = 0; b < expected.length; b++) {
      bits(what + ", block " + b, actual[b], expected[b]);
    }
  }

  static void bits(String what, ProgramFixture.Result actual, ProgramFixture.Result expected) {
    bits(what + ", losses", actual.losses(), expected.losses());
    bits(what + ", gradient", actual.gradient(), expected.gradient());
    bits(what + ", blocks", actual.blocks(), expected.blocks());
  }

  static void within(String what, int i, double actual, double expected, double bound) {
    if (!Closeness.within(actual, expected, bound)) {
      Assertions.fail(
          "%s: element %d is %s, must be within %s of %s", what, i, actual, bound, expected);
    }
  }

  /** Every node against its definition, on what the provider itself computed for the reads. */
  static void forward(Plan plan, DType dtype, double[] parameters, double[][] blocks, int count) {
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      for (int node = 0; node < spec.nodes(); node++) {
        for (int row = 0; row < count; row++) {
          double[] x = gather(spec, node, row, blocks);
          double[] y = blocks[spec.firstBlock() + node];
          if (spec instanceof AffineSpec affine) {
            int at = plan.parameterOffset(s) + spec.share(node) * spec.parametersPerShare();
            affine(affine, dtype, parameters, at, x, y, row);
          } else if (spec instanceof BasisSpec basis) {
            basis(basis, dtype, x, y, row);
          }
        }
      }
    }
  }

  private static void affine(
      AffineSpec spec, DType dtype, double[] p, int at, double[] x, double[] y, int row) {
    for (int o = 0; o < spec.outWidth(); o++) {
      Affine z = Affine.of(spec, p, at, o, x, dtype.unitRoundoff());
      double expected = spec.activation().value(z.value());
      double bound = ActivationBounds.value(spec.activation(), z.value(), z.error(), dtype);
      int i = row * spec.outWidth() + o;
      within(spec.toString(), i, y[i], expected, bound);
    }
  }

  private static void basis(BasisSpec spec, DType dtype, double[] x, double[] y, int row) {
    double[] expected = new double[spec.basis().size()];
    for (int i = 0; i < x.length; i++) {
      spec.basis().values(x[i], expected, 0);
      for (int j = 0; j < expected.length; j++) {
        double room = ActivationBounds.ULPS * dtype.unitRoundoff() * (1 + Math.abs(expected[j]));
        int at = row * spec.outWidth() + i * expected.length + j;
        within(spec.toString(), at, y[at], expected[j], room);
      }
    }
  }

  static double[] gather(BlockSpec spec, int node, int row, double[][] blocks) {
    double[] x = new double[spec.readWidth()];
    int at = 0;
    for (int slot = 0; slot < spec.fanIn(); slot++) {
      int width = spec.readWidth(slot);
      if (spec.read(node, slot) != BlockSpec.ZERO) {
        System.arraycopy(blocks[spec.read(node, slot)], row * width, x, at, width);
      }
      at += width;
    }
    return x;
  }
}
