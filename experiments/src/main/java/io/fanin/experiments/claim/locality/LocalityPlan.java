package io.fanin.experiments.claim.locality;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.experiments.target.Digits;
import io.fanin.kernel.DType;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.models.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which networks are trained: every arm on every set at every rate, for each way to be equal. */
final class LocalityPlan {
  /**
   * One group of trials that is one ensemble.
   *
   * @param samples digits in each training set
   * @param sets how many training sets
   */
  record Group(Arm arm, Sizes sizes, int samples, int sets, double rate) {
    String kind() {
      return arm.kind() + "." + sizes.id();
    }
  }

  private LocalityPlan() {}

  static List<Group> groups(ClaimSetup setup) {
    LocalityValues values = new LocalityValues(setup);
    Digits digits = values.digits();
    int asked = values.integer(LocalityKeys.SETS);
    List<Arm> arms = Arm.all(values);
    List<Group> groups = new ArrayList<>();
    for (int size : values.integers(LocalityKeys.SAMPLES)) {
      int sets = Split.draw(digits, asked, size, setup.seed()).sets().length;
      for (double value : values.reals(LocalityKeys.RATES)) {
        for (Arm arm : arms) {
          groups.add(new Group(arm, Sizes.PARAMETERS, size, sets, value));
          if (!arm.dense()) { // the dense network is what the others are made equal to
            groups.add(new Group(arm, Sizes.FLOPS, size, sets, value));
          }
        }
      }
    }
    return groups;
  }

  /** How many networks there are in all. */
  static int networks(ClaimSetup setup) {
    return groups(setup).stream().mapToInt(Group::sets).sum();
  }

  static List<TrialTask> tasks(ClaimSetup setup, ClaimEnvironment environment) {
    Digits digits = new LocalityValues(setup).digits();
    LocalityNetworks networks = new LocalityNetworks(setup, digits);
    List<TrialTask> tasks = new ArrayList<>();
    for (Group group : groups(setup)) {
      Network network = networks.network(group.arm(), group.sizes());
      List<Network> members = new ArrayList<>();
      for (int s = 0; s < group.sets(); s++) {
        members.add(networks.forSet(network, group.arm(), s));
      }
      Ensemble ensemble = Ensemble.of(members, Rows.OWN);
      LocalityValues values = new LocalityValues(setup);
      LocalityTask.Job job =
          new LocalityTask.Job(
              digits,
              Split.draw(digits, group.sets(), group.samples(), setup.seed()),
              Math.min(values.integer(LocalityKeys.BATCH), group.samples()),
              values.integer(LocalityKeys.EPOCHS),
              group.rate(),
              setup.seed(),
              ensemble);
      Numerics numerics = environment.numerics(ensemble.plan(), DType.FLOAT);
      tasks.add(
          new LocalityTask(trialsOf(setup, digits, group, network, numerics), job, environment));
    }
    return tasks;
  }

  /** The trials of a group, set by set; what a trial's settings hold is all that its bits need. */
  static List<Trial> trialsOf(
      ClaimSetup setup, Digits digits, Group group, Network network, Numerics numerics) {
    LocalityValues all = new LocalityValues(setup);
    boolean shipped = all.text(LocalityKeys.DATA).isEmpty();
    String data = shipped ? "" : digits.digest();
    List<Trial> trials = new ArrayList<>();
    for (int s = 0; s < group.sets(); s++) {
      Map<String, Object> own = new TreeMap<>();
      own.put("architecture", network.architecture() + network.settings());
      own.put("samples", group.samples());
      own.put("sets", group.sets());
      own.put("set", s);
      own.put("rate", group.rate());
      own.put("epochs", all.integer(LocalityKeys.EPOCHS));
      own.put("batch", all.integer(LocalityKeys.BATCH));
      own.put("control", setup.control());
      if (!shipped) {
        own.put("data", data);
      }
      trials.add(
          Trial.of(
              "locality",
              group.kind(),
              io.fanin.experiments.sweep.Settings.of(own),
              setup.seed(),
              numerics));
    }
    return trials;
  }
}
