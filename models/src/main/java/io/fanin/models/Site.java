package io.fanin.models;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Slice;
import io.fanin.optim.Role;

/**
 * Where parameters sit, as far as an initialiser may care.
 *
 * @param role weights, biases or parameters of a host function
 * @param offset first parameter in the flat array
 * @param rows rows of the matrix; the width written
 * @param columns columns of the matrix; for weights the fan-in counted in numbers
 * @param fanIn how many numbers each unit reads
 * @param fanOut width written
 * @param activation what follows; identity for host functions
 * @param input whether the layer reads data blocks alone
 * @param output whether the layer writes an output of the network
 */
public record Site(
    Role role,
    int offset,
    int rows,
    int columns,
    int fanIn,
    int fanOut,
    Activation activation,
    boolean input,
    boolean output) {
  static Site of(Plan plan, Slice slice) {
    BlockSpec spec = plan.specs().get(slice.spec());
    return of(plan, spec, slice.role(), slice.offset(), slice.rows(), slice.columns());
  }

  static Site of(Plan plan, BlockSpec spec) {
    return of(plan, spec, Role.WEIGHT, 0, spec.outWidth(), spec.readWidth());
  }

  private static Site of(Plan plan, BlockSpec spec, Role role, int offset, int rows, int columns) {
    Activation activation =
        spec instanceof AffineSpec affine ? affine.activation() : Activation.IDENTITY;
    return new Site(
        role,
        offset,
        rows,
        columns,
        spec.readWidth(),
        spec.outWidth(),
        activation,
        readsInputs(plan, spec),
        writesOutput(plan, spec));
  }

  private static boolean readsInputs(Plan plan, BlockSpec spec) {
    for (int i = 0; i < spec.nodes() * spec.fanIn(); i++) {
      if (spec.read(i / spec.fanIn(), i % spec.fanIn()) >= plan.inputs().size()) {
        return false;
      }
    }
    return true;
  }

  private static boolean writesOutput(Plan plan, BlockSpec spec) {
    for (Output output : plan.outputs()) {
      int node = output.block() - spec.firstBlock();
      if (node >= 0 && node < spec.nodes()) {
        return true;
      }
    }
    return false;
  }
}
