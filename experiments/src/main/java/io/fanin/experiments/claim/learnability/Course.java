package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.claim.UntilLearnt;
import io.fanin.experiments.oracle.fourier.Cube;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Rows;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** Networks of one arm for several targets of as many inputs, each from several starts. */
final class Course {
  private final Arm arm;
  private final List<RandomTarget> targets;
  private final SettingValues values;
  private final List<Network> members = new ArrayList<>(); // [target][start]
  private final int starts;

  Course(Arm arm, List<RandomTarget> targets, SettingValues values) {
    this.arm = arm;
    this.targets = List.copyOf(targets);
    this.values = values;
    starts = values.integer(Learnability.STARTS);
    for (RandomTarget target : targets) {
      Network network = arm.network(target, values);
      for (int s = 0; s < starts; s++) {
        members.add(network);
      }
    }
  }

  List<Network> members() {
    return members;
  }

  /**
   * When each network was first seen to have learnt.
   *
   * @param steps infinite where it was not, {@code [target][start]}
   * @param dead whether its loss was no longer a number
   */
  record Times(double[] steps, boolean[] dead) {}

  Times run(double rate, ClaimEnvironment environment) throws InterruptedException {
    int[] columns = new int[members.size()];
    double[] tolerated = new double[columns.length];
    double[][] parameters = new double[columns.length][];
    for (int m = 0; m < columns.length; m++) {
      RandomTarget target = targets.get(m / starts);
      columns[m] = m / starts;
      tolerated[m] = values.real(Learnability.ERROR) * target.minority();
      parameters[m] = members.get(m).initial(Initialisers.suited(), start(target, m % starts));
    }
    UntilLearnt.Course course =
        new UntilLearnt.Course(
            members,
            columns,
            tolerated,
            Rows.SHARED,
            this::sample,
            rate,
            values.integer(Learnability.BATCH),
            values.integer(Learnability.STEPS));
    UntilLearnt learning =
        new UntilLearnt(
            course, allRows(), environment, (program, ensemble, set, place, member) -> {});
    double[] steps = learning.run(parameters);
    return new Times(steps, learning.dead());
  }

  private UntilLearnt.Test allRows() {
    int count = targets.get(0).table().length;
    double[] inputs = new double[count * targets.get(0).inputs()];
    double[] labels = new double[count * targets.size()];
    for (int r = 0; r < count; r++) {
      row(r, r, inputs, labels);
    }
    return new UntilLearnt.Test(inputs, labels, count);
  }

  private long start(RandomTarget target, int start) {
    return RandomStream.of(
            values.setup().seed(),
            "learnability-init",
            target.family().place(),
            target.number(),
            start)
        .nextLong();
  }

  /** The same rows for all arms and all targets of as many inputs. */
  private void sample(long step, int member, double[] inputs, double[] labels, int count) {
    int n = targets.get(0).inputs();
    RandomStream random = RandomStream.of(values.setup().seed(), "learnability-rows", n, step);
    for (int r = 0; r < count; r++) {
      row(r, random.nextInt(1 << n), inputs, labels);
    }
  }

  /** A phase may ask for fewer of the labels, the first ones. */
  private void row(int at, int row, double[] inputs, double[] labels) {
    int n = targets.get(0).inputs();
    for (int i = 0; i < n; i++) {
      inputs[at * n + i] = Cube.sign(row, i);
    }
    int columns = labels.length / (inputs.length / n);
    for (int t = 0; t < columns; t++) {
      labels[at * columns + t] = targets.get(t).table()[row];
    }
  }

  Arm arm() {
    return arm;
  }

  List<RandomTarget> targets() {
    return targets;
  }
}
