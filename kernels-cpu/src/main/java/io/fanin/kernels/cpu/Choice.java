package io.fanin.kernels.cpu;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Plan;
import io.fanin.kernels.cpu.onednn.OneDnn;

/**
 * Which engine a plan gets, by a {@link ChoiceTable}.
 *
 * <p>It looks at the shapes that occur in a plan, its element type and what the JVM and the machine
 * have, never at how many nodes there are, at threads or at clocks, so that a node's bits stay the
 * same whatever stands beside it.
 *
 * @param vectors whether the engine in vector code may be chosen
 * @param oneDnn whether oneDNN may be chosen
 * @param narrowest oneDNN is for plans with a layer that reads and writes at least this width
 */
record Choice(boolean vectors, boolean oneDnn, int narrowest) {
  /** The module that vector code is written with. */
  static final String MODULE = "jdk.incubator.vector";

  /** By a table, for this JVM. */
  static Choice by(ChoiceTable table) {
    boolean vectors = haveVectors();
    return new Choice(vectors, true, vectors ? table.besideVectors() : table.besidePlain());
  }

  /** One engine wherever it can run. */
  static Choice at(Home home) {
    return switch (home) {
      case VECTOR -> new Choice(haveVectors(), false, 1);
      case ONEDNN -> new Choice(haveVectors(), true, 1);
      case PLAIN -> new Choice(false, false, 1);
    };
  }

  /** Whether this JVM was started with the vectors' module. */
  static boolean haveVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** The engine of a plan. */
  Home of(Plan plan, DType dtype) {
    if (oneDnn && dtype == DType.FLOAT && NativeEngine.suits(plan, narrowest)) {
      if (OneDnn.problem().isEmpty()) {
        return Home.ONEDNN;
      }
    }
    return vectors && blockLocal(plan) ? Home.VECTOR : Home.PLAIN;
  }

  /** The engine of a plan for which oneDNN turned out to have no fast code. */
  Home withoutOneDnn(Plan plan) {
    return vectors && blockLocal(plan) ? Home.VECTOR : Home.PLAIN;
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
