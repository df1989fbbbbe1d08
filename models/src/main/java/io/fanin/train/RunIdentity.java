package io.fanin.train;

import io.fanin.kernel.Program;
import io.fanin.settings.ExactText;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What makes a run this run and no other, as named texts: a checkpoint may only be resumed by the
 * run that wrote it.
 *
 * <p>Bits are promised for one provider, table version and instruction set; a caller that may
 * change them between two processes adds them by {@link #with}. Immutable.
 */
public final class RunIdentity {
  private final SortedMap<String, String> parts;

  /** An identity of these parts. */
  RunIdentity(SortedMap<String, String> parts) {
    this.parts = new TreeMap<>(parts);
  }

  /**
   * The identity of a trainer's run: plan, number format, options, metrics, and the data.
   *
   * @param dataSeed what the rows and their orders were drawn from; where they came from a file,
   *     say so by {@link #with}
   */
  public static RunIdentity of(Trainer trainer, long dataSeed) {
    TrainingOptions options = trainer.options();
    return of(trainer.program(), dataSeed)
        .with("steps", Long.toString(options.steps()))
        .with("rule", options.rule().id())
        .with("schedule", options.schedule().id())
        .with("rate factors", texts(options.rateFactors()))
        .with("evaluate every", Long.toString(options.evaluateEvery()))
        .with("target loss", ExactText.of(options.targetLoss()))
        .with("patience", Integer.toString(options.patience()))
        .with("watched", options.watched())
        .with("metrics", String.join(", ", trainer.metricNames()));
  }

  /** The identity of full-batch training: plan, number format, rule and the data. */
  public static RunIdentity of(LbfgsTraining training, long dataSeed) {
    return of(training.program(), dataSeed)
        .with("rule", "lbfgs")
        .with("history", Integer.toString(training.rule().history()))
        .with("tolerance", ExactText.of(training.rule().tolerance()))
        .with("rows", Digests.hex(Arrays.toString(training.rows())));
  }

  private static RunIdentity of(Program program, long dataSeed) {
    return new RunIdentity(Collections.emptySortedMap())
        .with("plan", PlanDigest.of(program.plan()))
        .with("number format", program.options().dtype().name())
        .with("data seed", Long.toString(dataSeed));
  }

  private static String texts(double[] values) {
    return Arrays.stream(values).mapToObj(ExactText::of).collect(Collectors.joining(" "));
  }

  /** The same with one more part, or another text for it. */
  public RunIdentity with(String name, String text) {
    SortedMap<String, String> more = new TreeMap<>(parts);
    more.put(name, text);
    return new RunIdentity(more);
  }

  /** Parts by name. */
  SortedMap<String, String> parts() {
    return Collections.unmodifiableSortedMap(parts);
  }

  /**
   * The first part in which another identity is different, in words; empty if they are the same.
   *
   * @param other what a file says
   */
  String difference(SortedMap<String, String> other) {
    SortedMap<String, String> names = new TreeMap<>(parts);
    names.putAll(other);
    for (String name : names.keySet()) {
      String mine = parts.get(name);
      String its = other.get(name);
      if (mine == null || its == null || !mine.equals(its)) {
        return "its %s is %s, this run's is %s".formatted(name, shown(its), shown(mine));
      }
    }
    return "";
  }

  private static String shown(@Nullable String text) {
    if (text == null) {
      return "not given";
    }
    return "'" + (text.length() > 80 ? text.substring(0, 77) + "..." : text) + "'";
  }
}
