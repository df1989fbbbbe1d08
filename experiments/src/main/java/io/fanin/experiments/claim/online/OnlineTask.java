package io.fanin.experiments.claim.online;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilLearnt;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.DType;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Slice;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Rows;
import io.fanin.optim.Role;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Networks of one hidden layer on one target with one number of inputs: first the rate is chosen by
 * starts of its own, then every start learns at that rate.
 */
public final class OnlineTask implements TrialTask {
  /** Steps until the term was learnt; infinite where it was not. */
  static final String ESCAPE = "escape.steps";

  /** The rate chosen. */
  static final String RATE = "rate";

  /** Whether the loss was no longer finite. */
  static final String DEAD = "dead";

  private static final int TEST_ROWS = 2048;

  private final String claim;
  private final OnlineTarget target;
  private final int inputs;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final SignRows rows;
  private final Network network;
  private final List<Trial> trials = new ArrayList<>();

  private OnlineTask(
      String claim,
      OnlineTarget target,
      int inputs,
      SettingValues values,
      ClaimEnvironment environment) {
    this.claim = claim;
    this.target = target;
    this.inputs = inputs;
    this.values = values;
    this.environment = environment;
    rows = new SignRows(target.trained(), inputs);
    network = network(inputs, values.integer(OnlineKeys.WIDTH));
    Numerics numerics = environment.numerics(network.plan(), DType.FLOAT);
    for (int start = 0; start < values.integer(OnlineKeys.STARTS); start++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("target", target.trained().toString());
      own.put("term", target.term());
      own.put("inputs", inputs);
      own.put("start", start);
      for (String key :
          List.of(OnlineKeys.WIDTH, OnlineKeys.BATCH, OnlineKeys.TUNING, OnlineKeys.STEPS)) {
        own.put(key, values.integer(key));
      }
      own.put(OnlineKeys.RATES, values.reals(OnlineKeys.RATES).toString());
      own.put(OnlineKeys.SHIFT, values.real(OnlineKeys.SHIFT));
      own.put(OnlineKeys.SHARE, values.real(OnlineKeys.SHARE));
      trials.add(Trial.of(claim, "sgd", Settings.of(own), values.setup().seed(), numerics));
    }
  }

  /** The tasks: target by target, each with every number of inputs; none without starts. */
  public static List<TrialTask> all(
      String claim,
      List<OnlineTarget> targets,
      SettingValues values,
      ClaimEnvironment environment) {
    List<TrialTask> tasks = new ArrayList<>();
    for (OnlineTarget target : OnlineKeys.asked(values) ? targets : List.<OnlineTarget>of()) {
      for (int inputs : values.integers(OnlineKeys.INPUTS)) {
        tasks.add(new OnlineTask(claim, target, inputs, values, environment));
      }
    }
    return tasks;
  }

  private static Network network(int inputs, int width) {
    ArchitectureProvider shallow = Architectures.builtIn().get("shallow");
    return shallow.build(
        new ArchitectureRequest(
            List.of(new InputBlock("z", 0, inputs, 0)), // one block: a unit reads it as one row
            1,
            null,
            null,
            io.fanin.settings.Settings.of(shallow.keys())
                .with("width", width)
                .with("activation", "sigmoid")));
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    double rate = chosenRate();
    UntilLearnt learning = learning("start", trials.size(), rate, values.integer(OnlineKeys.STEPS));
    double[] reached = learning.run(starts("start", trials.size()));
    boolean[] dead = learning.dead();
    List<TrialResult> results = new ArrayList<>();
    for (int s = 0; s < trials.size(); s++) {
      results.add(
          TrialResult.of(trials.get(s))
              .number(ESCAPE, reached[s])
              .number(RATE, rate)
              .number(DEAD, dead[s] ? 1 : 0)
              .build());
    }
    return results;
  }

  /**
   * The rate with the least median of steps over starts of its own; where none was reached, one at
   * which the fewest died; the first of equal ones. A rate is not followed longer than the best
   * before it took: it cannot be better then.
   */
  private double chosenRate() throws InterruptedException {
    int starts = values.integer(OnlineKeys.TUNING);
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    int fewest = Integer.MAX_VALUE;
    for (double rate : values.reals(OnlineKeys.RATES)) {
      long limit = (long) Math.min(values.integer(OnlineKeys.STEPS), least);
      UntilLearnt learning = learning("tuning", starts, rate, limit);
      double[] reached = learning.run(starts("tuning", starts));
      Arrays.sort(reached);
      double median = reached[(starts - 1) / 2];
      int dead = count(learning.dead());
      if (median < least || Double.isInfinite(least) && dead < fewest) {
        best = rate;
        least = median;
        fewest = dead;
      }
    }
    return best;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private UntilLearnt learning(String purpose, int starts, double rate, long limit) {
    double[] tolerated = new double[starts];
    Arrays.fill(tolerated, 1 - values.real(OnlineKeys.SHARE));
    UntilLearnt.Course course =
        new UntilLearnt.Course(
            Collections.nCopies(starts, network),
            new int[starts],
            tolerated,
            Rows.OWN,
            (step, member, x, y, count) -> rows.fill(stream(purpose, member, step), x, y, count),
            rate,
            values.integer(OnlineKeys.BATCH),
            limit);
    double coefficient = target.waitedFor().coefficient();
    return new UntilLearnt(
        new CoefficientGoal(coefficient),
        course,
        test(),
        environment,
        (program, ensemble, set, place, member) -> {});
  }

  /** Rows are paired over targets and rates: they are keyed by inputs and start alone. */
  private RandomStream stream(String purpose, int start, long step) {
    return RandomStream.of(
        values.setup().seed(), claim + "-sgd-rows-" + purpose, inputs, start, step);
  }

  private double[][] starts(String purpose, int count) {
    double[][] parameters = new double[count][];
    for (int s = 0; s < count; s++) {
      long seed =
          RandomStream.of(values.setup().seed(), claim + "-sgd-init-" + purpose, inputs, s)
              .nextLong();
      parameters[s] = network.initial(Initialisers.lecunNormal(), seed);
      shift(parameters[s]);
    }
    return parameters;
  }

  /**
   * Units start as the limit's shifted sigmoid. One that is even or odd but for a line, as ReLU and
   * the sigmoid itself are, would start without a signal of some degrees.
   */
  private void shift(double[] parameters) {
    Slice bias =
        network.plan().slices().stream()
            .filter(slice -> slice.role() == Role.BIAS)
            .findFirst()
            .orElseThrow();
    Arrays.fill(
        parameters, bias.offset(), bias.offset() + bias.size(), -values.real(OnlineKeys.SHIFT));
  }

  private UntilLearnt.Test test() {
    double[] x = new double[TEST_ROWS * inputs];
    double[] labels = new double[TEST_ROWS];
    RandomStream random = RandomStream.of(values.setup().seed(), claim + "-sgd-test", inputs);
    rows.fill(random, x, labels, TEST_ROWS);
    SparsePolynomial trained = target.trained();
    SparsePolynomial term =
        SparsePolynomial.of(
            trained.variables(),
            trained.basis(),
            List.of(new SparsePolynomial.Term(target.waitedFor().exponents(), 1)));
    double[] targets = new double[2 * TEST_ROWS];
    for (int r = 0; r < TEST_ROWS; r++) {
      targets[2 * r] = labels[r];
      targets[2 * r + 1] =
          term.value(Arrays.copyOfRange(x, r * inputs, r * inputs + trained.variables()));
    }
    return new UntilLearnt.Test(x, targets, TEST_ROWS);
  }
}
