package io.fanin.experiments.claim;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.List;

/**
 * A sentence of the theory with a number in it, found through {@link java.util.ServiceLoader}.
 *
 * <p>A claim plans trials and concludes from their results; both are pure functions of the setup,
 * so that a run can be resumed after any interruption and concluded again later. Implementations
 * are immutable.
 */
public interface ClaimProvider {
  /** Unique and stable, lower case with dashes, such as {@code "locality"}. */
  String id();

  /** Short, for headings. */
  String title();

  /** What is claimed, with its number. */
  String sentence();

  /** Where it was published. */
  List<Source> sources();

  /** The prediction's formula in plain text. */
  String prediction();

  /** The decision rule in words, with tolerances: endpoint, interval, when it holds or fails. */
  String rule();

  /** What {@code --control} breaks, in a sentence. */
  String control();

  /** What differs from the source's setting; may be empty. */
  String deviations();

  /** The keys with their defaults for a mode; the same names in every mode. */
  List<Key<?>> keys(Mode mode);

  /** What the run will cost. */
  Cost cost(ClaimSetup setup);

  /**
   * The work, in the order in which it is best begun; independent tasks.
   *
   * @throws io.fanin.input.InvalidInputException if settings do not go together
   */
  List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment);

  /**
   * The verdict with everything that the report shows.
   *
   * @param results of every trial of the plan
   */
  ClaimReport conclude(ClaimSetup setup, SweepResults results);
}
