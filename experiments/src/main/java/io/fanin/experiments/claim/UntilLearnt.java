package io.fanin.experiments.claim;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FreshSource;
import io.fanin.train.Metrics;
import io.fanin.train.Sampler;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains networks by gradient descent on fresh rows until each has learnt: when what it lacks on
 * test rows, such as its error rate, is small enough, seen at checkpoints a factor 2^(1/4) apart.
 *
 * <p>Networks that have arrived cost as much as those that have not; so whenever half have, the
 * others go on as a smaller ensemble, which gives them the bits that they had. Used once, by one
 * thread.
 */
public final class UntilLearnt {
  private static final int FIRST = 16;
  private static final int PER_OCTAVE = 4;
  private static final int LARGEST_PASS = 256;

  /**
   * What is learnt and how.
   *
   * @param networks one member each
   * @param columns of each member's target among those of a row
   * @param tolerated what each may lack when it has learnt, such as an error rate
   * @param rows whether members share rows, or each has its own
   * @param sampler a step's rows: of a member, or of all where rows are shared (member 0 then). Its
   *     arrays may hold fewer columns than a test row, the first ones
   * @param rate learning rate
   * @param batch rows in a step
   * @param limit steps at most
   */
  public record Course(
      List<Network> networks,
      int[] columns,
      double[] tolerated,
      Rows rows,
      Sampler sampler,
      double rate,
      int batch,
      long limit) {}

  /**
   * Rows on which error rates are measured.
   *
   * @param inputs {@code [count, inputColumns]}
   * @param targets {@code [count, targetColumns]}
   */
  public record Test(double[] inputs, double[] targets, int count) {}

  /** Hears of networks that are at their end: learnt, or out of steps. */
  @FunctionalInterface
  public interface Ending {
    /**
     * Some of an ensemble's members are at their end.
     *
     * @param place in the ensemble
     * @param member in the course
     */
    void left(Program program, Ensemble ensemble, EvaluationSet set, int place, int member);
  }

  /** What is minimised, and how far a network is from having learnt. */
  public interface Goal {
    /** The loss. */
    Loss loss();

    /**
     * What each member still lacks: it has learnt when that is at most what is tolerated.
     *
     * @return {@code [members]}; NaN counts as much
     */
    double[] missing(Program program, Ensemble ensemble, EvaluationSet set);
  }

  /** Signs, by the hinge loss; the share of test rows that are wrong. */
  private static final Goal SIGNS =
      new Goal() {
        @Override
        public Loss loss() {
          return Loss.HINGE;
        }

        @Override
        public double[] missing(Program program, Ensemble ensemble, EvaluationSet set) {
          return Metrics.errorRate("test", set).measure(program);
        }
      };

  private final Goal goal;
  private final Course course;
  private final Test test;
  private final ClaimEnvironment environment;
  private final Ending ending;
  private final double[] reached;
  private final boolean[] dead;
  private int[] members = {};
  private long done;
  private int checkpoint;
  private long next = FIRST;

  /** A course that has not begun, towards few wrong signs. */
  public UntilLearnt(Course course, Test test, ClaimEnvironment environment, Ending ending) {
    this(SIGNS, course, test, environment, ending);
  }

  /** A course that has not begun. */
  public UntilLearnt(
      Goal goal, Course course, Test test, ClaimEnvironment environment, Ending ending) {
    this.goal = goal;
    this.course = course;
    this.test = test;
    this.environment = environment;
    this.ending = ending;
    reached = new double[course.networks().size()];
    Arrays.fill(reached, Double.POSITIVE_INFINITY);
    dead = new boolean[reached.length];
  }

  /**
   * Trains.
   *
   * @param parameters of each network; overwritten by those at its end
   * @return the step at which each was first seen to have learnt; infinite where it was not
   */
  public double[] run(double[][] parameters) throws InterruptedException {
    while (begin()) {
      phase(parameters);
    }
    return reached.clone();
  }

  /** Networks whose loss was no longer a number. */
  public boolean[] dead() {
    return dead.clone();
  }

  private boolean begin() {
    members =
        IntStream.range(0, reached.length)
            .filter(m -> Double.isInfinite(reached[m]) && !dead[m])
            .toArray();
    return members.length > 0 && done < course.limit();
  }

  private void phase(double[][] own) throws InterruptedException {
    List<Network> active = new ArrayList<>();
    for (int m : members) {
      active.add(course.networks().get(m));
    }
    int[] columns = Arrays.stream(members).map(m -> course.columns()[m]).toArray();
    Ensemble ensemble = Ensemble.of(active, course.rows());
    Plan plan = ensemble.withLosses(List.of(Objective.of(goal.loss())), columns);
    double[] parameters = new double[plan.parameters()];
    for (int m = 0; m < members.length; m++) {
      ensemble.scatter(m, own[members[m]], parameters);
    }
    int most = Math.max(course.batch(), Math.min(test.count(), LARGEST_PASS));
    try (Device device = environment.open(plan, DType.FLOAT);
        Program program = device.compile(plan, CompileOptions.floats(most));
        FreshSource source = new FreshSource(device, program, sampler(), course.batch());
        Buffer rows = testRows(device, plan.inputColumns())) {
      program.writeParameters(parameters);
      train(program, ensemble, source, rows);
      program.readParameters(parameters);
    }
    for (int m = 0; m < members.length; m++) {
      ensemble.gather(m, parameters, own[members[m]]);
    }
  }

  private Sampler sampler() {
    long before = done;
    int[] phase = members;
    boolean shared = course.rows() == Rows.SHARED;
    return (step, stream, x, y, count) ->
        course.sampler().sample(before + step, shared ? 0 : phase[stream], x, y, count);
  }

  private Buffer testRows(Device device, int columns) {
    int all = test.inputs().length / test.count();
    double[] narrow = new double[test.count() * columns];
    for (int r = 0; r < test.count(); r++) {
      System.arraycopy(test.inputs(), r * all, narrow, r * columns, columns);
    }
    Buffer rows = device.allocate(DType.FLOAT, test.count(), columns);
    rows.write(narrow, 0, test.count());
    return rows;
  }

  private void train(Program program, Ensemble ensemble, FreshSource source, Buffer rows)
      throws InterruptedException {
    EvaluationSet set =
        EvaluationSet.shared(
            rows,
            test.targets(),
            test.targets().length / test.count(),
            program.plan().streams(),
            IntStream.range(0, test.count()).toArray());
    TrainingOptions options =
        TrainingOptions.of(
            course.limit() - done, Optimizers.sgd(), new Schedule.Constant(course.rate()));
    long before = done;
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public boolean stepped(long step) {
            done = before + step;
            return look(program, ensemble, set) && !Thread.currentThread().isInterrupted();
          }
        };
    TrainingResult trained = new Trainer(program, source, options, List.of()).run(listener);
    if (Thread.interrupted()) {
      throw new InterruptedException("training was interrupted");
    }
    for (int m = 0; m < members.length; m++) {
      dead[members[m]] |= trained.stops().get(m) == StopReason.DIVERGED;
    }
  }

  /** Whether the phase goes on. */
  private boolean look(Program program, Ensemble ensemble, EvaluationSet set) {
    if (done != next && done != course.limit()) {
      return true;
    }
    while (next <= done) {
      checkpoint++;
      next = Math.round(FIRST * StrictMath.pow(2, (double) checkpoint / PER_OCTAVE));
    }
    double[] missing = goal.missing(program, ensemble, set);
    int left = 0;
    for (int m = 0; m < members.length; m++) {
      int member = members[m];
      if (Double.isInfinite(reached[member])) {
        boolean learnt = missing[m] <= course.tolerated()[member];
        reached[member] = learnt ? done : reached[member];
        left += learnt ? 0 : 1;
        if (learnt || done == course.limit()) {
          ending.left(program, ensemble, set, m, member);
        }
      }
    }
    return 2 * left > members.length;
  }
}
