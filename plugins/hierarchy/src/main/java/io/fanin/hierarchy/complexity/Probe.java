package io.fanin.hierarchy.complexity;

import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.train.EvaluationSet;

/** Looks at networks once they are trained, and leaves them as they are. */
@FunctionalInterface
public interface Probe {
  /** Most rows that are looked at. */
  int ROWS = 256;

  /** Looks at nothing. */
  Probe NONE = trained -> {};

  /**
   * Networks after their training.
   *
   * @param device of the program
   * @param program holds their parameters
   * @param ensemble which blocks are whose
   * @param rows the first test rows of each member, {@link #ROWS} at most
   */
  record Trained(Device device, Program program, Ensemble ensemble, EvaluationSet rows) {}

  /** Called once after each training. */
  void look(Trained trained);
}
