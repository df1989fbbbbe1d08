package io.fanin.bench;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.Plan;

/**
 * What a training step has to compute and to move, in single precision.
 *
 * <p>Operations are those of the three matrix products alone, two for each multiply-add: forward,
 * weight gradient, and the gradient of what is read, which nodes that read data alone do without.
 *
 * <p>Bytes are those of a step that goes level by level and finds everything again that it needs
 * within a level: data is read forward and backward; an activation is written, read by the level
 * above, read again for the weight gradient, and its gradient, which takes its place, is written
 * and read; a parameter is read forward and backward, and Adam reads and writes it and two moments.
 *
 * @param flops floating point operations
 * @param bytes moved between the processor and the memory that holds the working set
 * @param workingSet bytes touched in every step: data, activations, parameters and two moments
 */
record Work(double flops, double bytes, double workingSet) {
  private static final int ACTIVATION_TRANSFERS = 5;
  private static final int PARAMETER_TRANSFERS = 8;
  private static final int PARAMETER_COPIES = 3;

  /** The work of a step of Adam on so many rows. */
  static Work of(Plan plan, int rows) {
    double products = 0;
    double activations = 0;
    for (BlockSpec spec : plan.specs()) {
      activations += (double) rows * spec.nodes() * spec.outWidth();
      if (spec instanceof AffineSpec) {
        double forward = 2.0 * rows * spec.nodes() * spec.outWidth() * spec.readWidth();
        products += forward * (readsData(plan, spec) ? 2 : 3);
      }
    }
    double data = (double) rows * plan.inputColumns();
    double parameters = plan.parameters();
    double moved = 2 * data + ACTIVATION_TRANSFERS * activations + PARAMETER_TRANSFERS * parameters;
    double held = data + activations + PARAMETER_COPIES * parameters;
    return new Work(products, Float.BYTES * moved, Float.BYTES * held);
  }

  private static boolean readsData(Plan plan, BlockSpec spec) {
    int inputs = plan.inputs().size();
    for (int node = 0; node < spec.nodes(); node++) {
      for (int slot = 0; slot < spec.fanIn(); slot++) {
        if (spec.read(node, slot) >= inputs) {
          return false;
        }
      }
    }
    return true;
  }
}
