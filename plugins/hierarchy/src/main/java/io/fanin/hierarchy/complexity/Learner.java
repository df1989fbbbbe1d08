package io.fanin.hierarchy.complexity;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.UntilInterrupted;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Rows;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FreshSource;
import io.fanin.train.Metrics;
import io.fanin.train.StopReason;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains one kind of network on samples of several members, as one ensemble.
 *
 * @param network the same for all
 * @param recipe how
 * @param environment where
 */
public record Learner(Network network, Recipe recipe, ClaimEnvironment environment) {
  /**
   * Trains from the start.
   *
   * @param samples how many of each member's samples, from the first on
   * @param probe looks at the networks afterwards
   * @return one result for each member
   * @throws InterruptedException if the thread was interrupted
   */
  public List<Learnt> learn(List<Member> members, int samples, Probe probe)
      throws InterruptedException {
    Ensemble ensemble = Ensemble.of(network, members.size(), Rows.OWN);
    Plan plan = ensemble.withLosses(List.of(Objective.of(Loss.SOFTMAX_CROSS_ENTROPY)));
    int batch = Math.min(recipe.batch(), samples);
    int test = recipe.test();
    try (Device device = environment.open(plan, DType.FLOAT);
        Buffer inputs = testInputs(device, members);
        Program program = device.compile(plan, CompileOptions.floats(Math.max(batch, 128)));
        FreshSource source =
            new FreshSource(device, program, new Epochs(members, test, samples), batch)) {
      long[] starts = members.stream().mapToLong(Member::start).toArray();
      program.writeParameters(ensemble.initial(Initialisers.suited(), starts));
      TrainingResult trained =
          UntilInterrupted.run(
              new Trainer(program, source, options(members, samples, batch), List.of()));
      EvaluationSet all = rows(inputs, members, test);
      List<Learnt> learnt = results(trained, Metrics.errorRate("error", all).measure(program));
      EvaluationSet few = rows(inputs, members, Math.min(test, Probe.ROWS));
      probe.look(new Probe.Trained(device, program, ensemble, few), learnt);
      return learnt;
    }
  }

  private TrainingOptions options(List<Member> members, int samples, int batch) {
    double[] rates = members.stream().mapToDouble(Member::rate).toArray();
    return TrainingOptions.of(recipe.steps(), recipe.rule(), recipe.schedule())
        .withRateFactors(rates)
        .withEvaluateEvery((samples + batch - 1) / batch)
        .withTargetLoss(recipe.fit());
  }

  private Buffer testInputs(Device device, List<Member> members) {
    int test = recipe.test();
    int columns = members.get(0).data().columns();
    Buffer inputs = device.allocate(DType.FLOAT, members.size() * test, columns);
    for (int m = 0; m < members.size(); m++) {
      inputs.write(members.get(m).data().oneHot(test), m * test, test);
    }
    return inputs;
  }

  private EvaluationSet rows(Buffer inputs, List<Member> members, int count) {
    int test = recipe.test();
    double[] targets = new double[members.size() * test];
    int[][] rows = new int[members.size()][count];
    for (int m = 0; m < rows.length; m++) {
      for (int i = 0; i < count; i++) {
        rows[m][i] = m * test + i;
        targets[rows[m][i]] = members.get(m).data().label(i);
      }
    }
    return new EvaluationSet(inputs, targets, 1, rows);
  }

  private static List<Learnt> results(TrainingResult trained, double[] errors) {
    double[] losses = trained.history().get(trained.history().size() - 1).trainingLoss();
    List<Learnt> results = new ArrayList<>();
    for (int m = 0; m < errors.length; m++) {
      boolean dead = trained.stops().get(m) == StopReason.DIVERGED;
      results.add(new Learnt(errors[m], losses[m], trained.stopSteps()[m], dead));
    }
    return results;
  }

  /**
   * The rate with the lowest mean error on members that are not judged; of equals the first.
   *
   * @param members at any rate
   * @param samples of each
   */
  public double choose(List<Member> members, List<Double> rates, int samples)
      throws InterruptedException {
    if (rates.size() == 1) {
      return rates.get(0);
    }
    List<Member> all = new ArrayList<>();
    for (double rate : rates) {
      members.forEach(member -> all.add(member.at(rate)));
    }
    List<Learnt> learnt = learn(all, samples, Probe.NONE);
    double best = rates.get(0);
    double lowest = Double.POSITIVE_INFINITY;
    for (int r = 0; r < rates.size(); r++) {
      double error =
          learnt.subList(r * members.size(), (r + 1) * members.size()).stream()
              .mapToDouble(Learnt::error)
              .sum();
      if (error < lowest) {
        lowest = error;
        best = rates.get(r);
      }
    }
    return best;
  }
}
