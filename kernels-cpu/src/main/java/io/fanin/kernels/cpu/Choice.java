package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.OneDnn;

/**
 * Which engine a plan gets: the shipped table.
 *
 * <p>It looks at the shapes that occur in a plan, its element type and what the JVM and the machine
 * have, never at how many nodes there are, at threads or at clocks, so that a node's bits stay the
 * same whatever stands beside it. A change of it is a new {@link #VERSION}.
 *
 * @param vectors whether the engine in vector code may be chosen
 * @param oneDnn whether oneDNN may be chosen
 * @param narrowest oneDNN is for plans with a layer that reads and writes at least this width
 */
record Choice(boolean vectors, boolean oneDnn, int narrowest) {
  /** Version of the table. */
  static final String VERSION = "2";

  /** The module that vector code is written with. */
  static final String MODULE = "jdk.incubator.vector";

  /** Below it, vector code is as fast as oneDNN or faster. */
  private static final int NARROWEST_BESIDE_VECTORS = 64;

  /** Below it, plain loops are. */
  private static final int NARROWEST_BESIDE_LOOPS = 8;

  /** The engines. */
  enum Kind {
    VECTOR,
    ONEDNN,
    PLAIN
  }

  /** What is shipped, for this JVM. */
  static Choice shipped() {
    boolean vectors = haveVectors();
    return new Choice(vectors, true, vectors ? NARROWEST_BESIDE_VECTORS : NARROWEST_BESIDE_LOOPS);
  }

  /** Whether this JVM was started with the vectors' module. */
  static boolean haveVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** The engine of a plan. */
  Kind of(Plan plan, DType dtype) {
    if (oneDnn && dtype == DType.FLOAT && NativeEngine.suits(plan, narrowest)) {
      if (OneDnn.problem().isEmpty()) {
        return Kind.ONEDNN;
      }
    }
    return vectors && blockLocal(plan) ? Kind.VECTOR : Kind.PLAIN;
  }

  /** The engine of a plan for which oneDNN turned out to have no fast code. */
  Kind withoutOneDnn(Plan plan) {
    return vectors && blockLocal(plan) ? Kind.VECTOR : Kind.PLAIN;
  }

  private static boolean blockLocal(Plan plan) {
    for (BlockSpec spec : plan.specs()) {
      if (!(spec instanceof AffineSpec)) {
        return false;
      }
    }
    return true;
  }
}
