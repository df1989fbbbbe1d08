package io.fanin.train;

import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;

/**
 * A metric that is a function of some blocks' values on one set; all such metrics of an evaluation
 * that share a set share one forward pass over it.
 */
public interface SetMetric extends Metric {
  /** The rows it looks at. */
  EvaluationSet set();

  /** The blocks it looks at; may repeat. */
  int[] blocks(Plan plan);

  /**
   * Measures every replica.
   *
   * @param values holds at least {@link #blocks}
   * @return {@code [replicas]}
   */
  double[] measure(SetValues values);

  @Override
  default double[] measure(Program program) {
    return measure(set().evaluate(program, blocks(program.plan())));
  }
}
