package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilLearnt;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Rows;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a network for every written node of some seeds' transcripts. Seeds have rows of their own;
 * the nodes of one seed see the same.
 */
final class Learning {
  private static final int HIDDEN = 1; // block of a network with one input block
  private static final double ROUNDING = 1e-9; // far below one row's share

  private final Lesson lesson;
  private final SettingValues values;
  private final long[] seeds;
  private final Transcript transcript;
  private final List<Network> members = new ArrayList<>(); // [seed][place]
  private final UntilLearnt course;
  private final double[] testInputs;
  private final double[][] alignment; // [seed][inner node]

  /**
   * A lesson that has not begun.
   *
   * @param seeds one, or several that write nothing but the answer
   */
  Learning(
      Lesson lesson,
      SettingValues values,
      ClaimEnvironment environment,
      long[] seeds,
      double rate) {
    this.lesson = lesson;
    this.values = values;
    this.seeds = seeds.clone();
    transcript = lesson.transcript(values, (int) seeds[0]);
    int length = transcript.length();
    if (seeds.length > 1 && length > 1) {
      throw new IllegalArgumentException("nodes of several seeds cannot share rows");
    }
    int[] columns = new int[seeds.length * length];
    for (int m = 0; m < columns.length; m++) {
      columns[m] = m % length;
      members.add(network(transcript.reads(m % length), lesson.width(values)));
    }
    double[] tolerated = new double[columns.length];
    Arrays.fill(tolerated, 1 - lesson.wanted(values) + ROUNDING);
    alignment = new double[seeds.length][0];
    int rows = values.integer(ChainOfThought.TEST);
    testInputs = new double[rows * transcript.columns()];
    double[] testLabels = new double[rows * length];
    long seed = values.setup().seed();
    transcript.fill(RandomStream.of(seed, "chain-test", lesson.n()), testInputs, testLabels, rows);
    course =
        new UntilLearnt(
            new UntilLearnt.Course(
                members,
                columns,
                tolerated,
                seeds.length == 1 ? Rows.SHARED : Rows.OWN,
                (step, member, x, y, count) ->
                    transcript.fill(rows(seeds[member / length], step), x, y, count),
                rate,
                values.integer(ChainOfThought.BATCH),
                lesson.limit(values)),
            new UntilLearnt.Test(testInputs, testLabels, rows),
            environment,
            this::align);
  }

  /** The rows of a seed and step are the same whichever networks still learn, and in every arm. */
  private RandomStream rows(long seed, long step) {
    return RandomStream.of(values.setup().seed(), "chain-rows", lesson.n(), seed, step);
  }

  /** One hidden layer over so many signs. */
  static Network network(int reads, int width) {
    ArchitectureProvider shallow = Architectures.builtIn().get("shallow");
    return shallow.build(
        new ArchitectureRequest(
            List.of(new InputBlock("x", 0, reads, 0)),
            1,
            null,
            null,
            Settings.of(shallow.keys()).with("width", width)));
  }

  Transcript transcript() {
    return transcript;
  }

  /** What each seed took, in order. */
  List<Learnt> run() throws InterruptedException {
    int length = transcript.length();
    double[][] parameters = new double[members.size()][];
    for (int m = 0; m < parameters.length; m++) {
      int vertex = transcript.vertex(m % length);
      RandomStream start =
          RandomStream.of(
              values.setup().seed(), "chain-init", lesson.n(), vertex, seeds[m / length]);
      parameters[m] = members.get(m).initial(Initialisers.suited(), start.nextLong());
    }
    double[] steps = course.run(parameters);
    boolean[] dead = course.dead();
    List<Learnt> learnt = new ArrayList<>();
    for (int s = 0; s < seeds.length; s++) {
      int lost = 0;
      for (int m = s * length; m < (s + 1) * length; m++) {
        lost += dead[m] ? 1 : 0;
      }
      double[] own = Arrays.copyOfRange(steps, s * length, (s + 1) * length);
      learnt.add(new Learnt(own, lost, alignment[s]));
    }
    return learnt;
  }

  /** Hidden units of a network that answers alone, with the nodes that nobody told it of. */
  private void align(Program program, Ensemble ensemble, EvaluationSet set, int place, int member) {
    int inner = transcript.tree().nodes() - 1; // all but the answer
    if (!lesson.arm().endToEnd() || inner == 0) {
      return;
    }
    int k = transcript.tree().inputs();
    double[][] truth = new double[inner][set.count()];
    double[] vertices = new double[transcript.tree().vertices()];
    for (int r = 0; r < set.count(); r++) {
      transcript.evaluate(testInputs, r * transcript.columns(), vertices);
      for (int v = 0; v < inner; v++) {
        truth[v][r] = vertices[k + v];
      }
    }
    int[] hidden = {ensemble.block(place, HIDDEN)};
    alignment[member] = Alignment.of(program, set, truth, hidden);
  }

  /**
   * What a seed took.
   *
   * @param steps at which each written node was learnt; infinite where it was not
   * @param dead networks whose loss was no longer a number
   * @param alignment of hidden units with inner nodes; empty where it was not looked at
   */
  record Learnt(double[] steps, int dead, double[] alignment) {
    /** Steps of all networks together; infinite if any has not arrived. */
    double cost() {
      return Arrays.stream(steps).sum();
    }
  }
}
