package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A lesson for some seeds. */
final class ChainTask implements TrialTask {
  static final String COST = "cost";
  static final String STEPS = "steps";
  static final String DEAD = "dead";
  static final String RATE = "rate";
  static final String ALIGNMENT = "alignment";
  static final String LENGTH = "written";
  static final String STEP_SIZE = "largest.step";
  static final String PARAMETERS = "parameters";
  static final String WORK = "multiply-adds";

  private final Lesson lesson;
  private final long[] seeds;
  private final SettingValues values;
  private final Rates rates;
  private final ClaimEnvironment environment;
  private final List<Trial> trials;

  /** Of the seeds {@code from} to before {@code to}. */
  ChainTask(
      Lesson lesson,
      int from,
      int to,
      SettingValues values,
      Rates rates,
      ClaimEnvironment environment) {
    this.lesson = lesson;
    seeds = LongStream.range(from, to).toArray();
    this.values = values;
    this.rates = rates;
    this.environment = environment;
    trials =
        trials(
            environment.numerics(
                Learning.network(lesson.n(), lesson.width(values)).plan(), DType.FLOAT));
  }

  private List<Trial> trials(Numerics numerics) {
    List<Trial> all = new ArrayList<>();
    for (long seed : seeds) {
      Map<String, Object> own = new TreeMap<>();
      own.put("n", lesson.n());
      own.put("dose", lesson.dose());
      own.put("start", seed);
      own.put("width", lesson.width(values));
      own.put("batch", values.integer(ChainOfThought.BATCH));
      own.put("rates", values.reals(ChainOfThought.RATES));
      own.put("validation", values.integer(ChainOfThought.VALIDATION));
      own.put("tuned-at", tunedAt());
      own.put("limit", lesson.limit(values));
      own.put("node-limit", values.integer(ChainOfThought.NODE_STEPS));
      own.put("wanted", lesson.wanted(values));
      own.put("test", values.integer(ChainOfThought.TEST));
      own.put("control", values.setup().control());
      all.add(
          Trial.of(
              "chain-of-thought",
              lesson.arm().kind(),
              Settings.of(own),
              values.setup().seed(),
              numerics));
    }
    return all;
  }

  private int tunedAt() {
    return (lesson.arm().endToEnd() ? Lesson.halves(values) : Lesson.sizes(values)).get(0);
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    double rate = rates.of(lesson.arm());
    Learning learning = new Learning(lesson, values, environment, seeds, rate);
    List<Learning.Learnt> learnt = learning.run();
    Transcript transcript = learning.transcript();
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      double[] steps = learnt.get(s).steps();
      double work = 0;
      double parameters = 0;
      for (int place = 0; place < steps.length; place++) {
        double weights = (transcript.reads(place) + 1.0) * lesson.width(values);
        parameters += weights + lesson.width(values) + 1;
        work += steps[place] * weights * values.integer(ChainOfThought.BATCH);
      }
      results.add(
          TrialResult.of(trials.get(s))
              .number(COST, learnt.get(s).cost())
              .series(STEPS, steps)
              .number(DEAD, learnt.get(s).dead())
              .number(RATE, rate)
              .series(ALIGNMENT, learnt.get(s).alignment())
              .number(LENGTH, transcript.length())
              .number(STEP_SIZE, transcript.largestStep())
              .number(PARAMETERS, parameters)
              .number(WORK, work)
              .build());
    }
    return results;
  }
}
