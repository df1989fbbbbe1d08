package io.fanin.experiments.claim.chain;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import io.fanin.train.FreshSource;
import io.fanin.train.Sampler;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a network for every written node of some seeds' transcripts on fresh rows until each has
 * learnt its node.
 *
 * <p>Seeds have rows of their own; the nodes of one seed see the same. Networks that have arrived
 * cost as much as those that have not; so whenever half have, the others go on as a smaller
 * ensemble, which gives them the bits that they had.
 */
final class Learning {
  private final Lesson lesson;
  private final SettingValues values;
  private final ClaimEnvironment environment;
  private final long[] seeds;
  private final Transcript transcript;
  private final List<Network> networks = new ArrayList<>(); // one for each place
  private final double rate;
  private final long limit;

  /**
   * A lesson that has not begun.
   *
   * @param seeds one, or several that write the same nodes, of which there is only the answer
   */
  Learning(
      Lesson lesson,
      SettingValues values,
      ClaimEnvironment environment,
      long[] seeds,
      double rate,
      long limit) {
    this.lesson = lesson;
    this.values = values;
    this.environment = environment;
    this.seeds = seeds.clone();
    this.rate = rate;
    this.limit = limit;
    transcript = lesson.transcript(values, (int) seeds[0]);
    if (seeds.length > 1 && transcript.length() > 1) {
      throw new IllegalArgumentException("nodes of several seeds cannot share rows");
    }
    for (int place = 0; place < transcript.length(); place++) {
      networks.add(network(transcript.reads(place), lesson.width(values)));
    }
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
  Progress run() throws InterruptedException {
    Progress progress = new Progress(lesson, values, transcript, seeds.length, limit);
    double[][] own = new double[seeds.length * networks.size()][];
    for (int m = 0; m < own.length; m++) {
      int place = m % networks.size();
      long start =
          RandomStream.of(
                  values.setup().seed(),
                  "chain-init",
                  lesson.n(),
                  transcript.vertex(place),
                  seeds[m / networks.size()])
              .nextLong();
      own[m] = networks.get(place).initial(Initialisers.suited(), start);
    }
    while (progress.begin()) {
      phase(progress, own);
    }
    return progress;
  }

  private void phase(Progress progress, double[][] own) throws InterruptedException {
    int[] members = progress.members();
    List<Network> active = new ArrayList<>();
    int[] columns = new int[members.length];
    for (int m = 0; m < members.length; m++) {
      columns[m] = members[m] % networks.size();
      active.add(networks.get(columns[m]));
    }
    Ensemble ensemble = Ensemble.of(active, seeds.length == 1 ? Rows.SHARED : Rows.OWN);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.HINGE)), columns);
    double[] parameters = new double[plan.parameters()];
    for (int m = 0; m < members.length; m++) {
      ensemble.scatter(m, own[members[m]], parameters);
    }
    int batch = values.integer(ChainOfThought.BATCH);
    int most = Math.max(batch, Math.min(values.integer(ChainOfThought.TEST), 256));
    try (Device device = environment.open(plan, DType.FLOAT);
        Program program = device.compile(plan, CompileOptions.floats(most));
        FreshSource source = new FreshSource(device, program, sampler(progress, plan), batch);
        Buffer rows = progress.rows(device, plan.inputColumns())) {
      program.writeParameters(parameters);
      TrainingOptions options =
          TrainingOptions.of(
              limit - progress.done(), Optimizers.sgd(), new Schedule.Constant(rate));
      Trainer trainer = new Trainer(program, source, options, List.of());
      TrainingResult trained = trainer.run(progress.over(program, ensemble, rows));
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted");
      }
      progress.dead(trained.stops().stream().map(StopReason.DIVERGED::equals).toList());
      program.readParameters(parameters);
    }
    for (int m = 0; m < members.length; m++) {
      ensemble.gather(m, parameters, own[members[m]]);
    }
  }

  /** The rows of a seed and step are the same whichever networks still learn, and in every arm. */
  private Sampler sampler(Progress progress, Plan plan) {
    int[] members = progress.members();
    long done = progress.done();
    int columns = plan.inputColumns();
    int targets = plan.targetColumns();
    return (step, stream, x, y, count) -> {
      long seed = seeds.length == 1 ? seeds[0] : seeds[members[stream]];
      RandomStream random =
          RandomStream.of(values.setup().seed(), "chain-rows", lesson.n(), seed, done + step);
      transcript.fill(random, x, columns, y, targets, count);
    };
  }
}
