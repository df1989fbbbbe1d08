package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.random.RandomStream;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Metrics;
import io.fanin.train.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Looks at checkpoints a factor 2^(1/4) apart which networks have learnt their node. */
final class Progress {
  private static final int FIRST = 16;
  private static final int PER_OCTAVE = 4;
  private static final int HIDDEN = 1; // block of a network with one input block

  private final Transcript transcript;
  private final boolean aligned;
  private final double wanted;
  private final long last;
  private final double[] inputs;
  private final double[] targets;
  private final double[] reached; // [seed][place]
  private final boolean[] dead;
  private final double[][] alignment; // [seed][inner node]
  private final int count;
  private int[] members = {};
  private long done;
  private int checkpoint;
  private long next = FIRST;

  Progress(Lesson lesson, SettingValues values, Transcript transcript, int seeds, long limit) {
    this.transcript = transcript;
    aligned = lesson.arm().endToEnd();
    wanted = lesson.wanted(values);
    last = limit;
    count = values.integer(ChainOfThought.TEST);
    inputs = new double[count * transcript.columns()];
    targets = new double[count * transcript.length()];
    transcript.fill(
        RandomStream.of(values.setup().seed(), "chain-test", lesson.n()),
        inputs,
        transcript.columns(),
        targets,
        transcript.length(),
        count);
    reached = new double[seeds * transcript.length()];
    Arrays.fill(reached, Double.POSITIVE_INFINITY);
    dead = new boolean[reached.length];
    alignment = new double[seeds][];
  }

  /** Starts a phase with the networks that still learn; false if none has to go on. */
  boolean begin() {
    members =
        IntStream.range(0, reached.length)
            .filter(m -> Double.isInfinite(reached[m]) && !dead[m])
            .toArray();
    return members.length > 0 && done < last;
  }

  /** The networks of this phase. */
  int[] members() {
    return members.clone();
  }

  /** Steps before this phase. */
  long done() {
    return done;
  }

  /** Marks the networks of this phase whose loss was no longer a number. */
  void dead(List<Boolean> diverged) {
    for (int m = 0; m < members.length; m++) {
      dead[members[m]] |= diverged.get(m);
    }
  }

  /** The first columns of the test rows on a device; the caller closes them. */
  Buffer rows(Device device, int columns) {
    double[] narrow = new double[count * columns];
    for (int r = 0; r < count; r++) {
      System.arraycopy(inputs, r * transcript.columns(), narrow, r * columns, columns);
    }
    Buffer rows = device.allocate(DType.FLOAT, count, columns);
    rows.write(narrow, 0, count);
    return rows;
  }

  /** What listens to this phase. */
  TrainingListener over(Program program, Ensemble ensemble, Buffer rows) {
    int[] all = IntStream.range(0, count).toArray();
    int streams = program.plan().streams();
    EvaluationSet set =
        EvaluationSet.shared(rows, targets, transcript.length(), streams, all);
    long before = done;
    return new TrainingListener() {
      @Override
      public boolean stepped(long step) {
        done = before + step;
        return look(program, ensemble, set) && !Thread.currentThread().isInterrupted();
      }
    };
  }

  /** Whether the phase goes on. */
  private boolean look(Program program, Ensemble ensemble, EvaluationSet set) {
    if (done != next && done != last) {
      return true;
    }
    while (next <= done) {
      checkpoint++;
      next = Math.round(FIRST * StrictMath.pow(2, (double) checkpoint / PER_OCTAVE));
    }
    double[] errors = Metrics.errorRate("test", set).measure(program);
    int left = 0;
    for (int m = 0; m < members.length; m++) {
      boolean learnt = 1 - errors[m] >= wanted;
      if (Double.isInfinite(reached[members[m]]) && learnt) {
        reached[members[m]] = done;
      }
      left += Double.isInfinite(reached[members[m]]) ? 1 : 0;
    }
    boolean goesOn = 2 * left > members.length;
    if (aligned && (!goesOn || done == last)) {
      align(program, ensemble, set);
    }
    return goesOn;
  }

  /** Of networks that are at their end. */
  private void align(Program program, Ensemble ensemble, EvaluationSet set) {
    int k = transcript.tree().inputs();
    double[][] truth = new double[transcript.tree().nodes() - 1][count]; // all but the answer
    double[] vertices = new double[transcript.tree().vertices()];
    for (int r = 0; r < count; r++) {
      transcript.evaluate(inputs, r * transcript.columns(), vertices);
      for (int v = 0; v < truth.length; v++) {
        truth[v][r] = vertices[k + v];
      }
    }
    for (int m = 0; m < members.length; m++) {
      if (truth.length > 0 && (done == last || Double.isFinite(reached[members[m]]))) {
        int[] hidden = {ensemble.block(m, HIDDEN)};
        alignment[members[m]] = Alignment.of(program, set, truth, hidden);
      }
    }
  }

  /** The step at which each written node of a seed was learnt; infinite where it was not. */
  double[] steps(int seed) {
    int length = transcript.length();
    return Arrays.copyOfRange(reached, seed * length, (seed + 1) * length);
  }

  /** Steps of all networks of a seed together; infinite if any has not arrived. */
  double cost(int seed) {
    return Arrays.stream(steps(seed)).sum();
  }

  /** How many of a seed's networks had a loss that was no longer a number. */
  int deadOf(int seed) {
    int length = transcript.length();
    int sum = 0;
    for (int m = seed * length; m < (seed + 1) * length; m++) {
      sum += dead[m] ? 1 : 0;
    }
    return sum;
  }

  /** Alignment of a hidden unit with each inner node; empty where it was not looked at. */
  double[] alignment(int seed) {
    double[] own = alignment[seed];
    return own == null ? new double[0] : own;
  }
}
