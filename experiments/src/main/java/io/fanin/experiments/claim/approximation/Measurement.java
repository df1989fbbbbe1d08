package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.function.SparseFunction;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Metrics;
import io.fanin.train.StopReason;
import io.fanin.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is measured of trained networks, on rows that they were not trained on. */
final class Measurement {
  static final String VALIDATION_ERROR = "validation.error";
  static final String TEST_ERROR = "test.error";
  static final String LARGEST_ERROR = "test.largest";
  static final String ALIGNMENT = "alignment";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String DEAD = "dead";

  private static final int ALIGNED_ROWS = 512;

  private final TreeData data;
  private final Ensemble ensemble;
  private final Program program;
  private final Buffer inputs;

  Measurement(TreeData data, Ensemble ensemble, Program program, Buffer inputs) {
    this.data = data;
    this.ensemble = ensemble;
    this.program = program;
    this.inputs = inputs;
  }

  List<TrialResult> results(List<Trial> trials, TrainingResult trained, List<Integer> trees) {
    double[] validation =
        Metrics.relativeError("validation", set(data.validationRows())).measure(program);
    EvaluationSet test = set(data.testRows());
    double[] error = Metrics.relativeError("test", test).measure(program);
    double[] largest = Metrics.largestError("largest", test).measure(program);
    double[] loss = trained.history().get(trained.history().size() - 1).trainingLoss();
    int rates = trials.size() / trees.size();
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < trials.size(); k++) {
      Network member = ensemble.member(k);
      results.add(
          TrialResult.of(trials.get(k))
              .number(VALIDATION_ERROR, validation[k])
              .number(TEST_ERROR, error[k])
              .number(LARGEST_ERROR, largest[k])
              .number("training.loss", loss[k])
              .number(DEAD, trained.stops().get(k) == StopReason.DIVERGED ? 1 : 0)
              .number(PARAMETERS, member.trainableParameters())
              .number(MULTIPLY_ADDS, (double) member.multiplyAdds())
              .series(ALIGNMENT, alignment(k, data.targets().get(k / rates)))
              .build());
    }
    return results;
  }

  private EvaluationSet set(int[] rows) {
    return EvaluationSet.shared(inputs, data.values(), data.targets().size(), 1, rows);
  }

  /** For each constituent, in the graph's order, the best correlation with a unit of the member. */
  private double[] alignment(int member, SparseFunction target) {
    int[] rows = Arrays.copyOf(data.testRows(), ALIGNED_ROWS);
    int n = target.graph().inputs();
    double[][] truth = new double[target.graph().nodes()][ALIGNED_ROWS];
    for (int i = 0; i < ALIGNED_ROWS; i++) {
      double[] row = Arrays.copyOfRange(data.inputs(), rows[i] * n, (rows[i] + 1) * n);
      double[] values = target.values(row);
      for (int node = 0; node < truth.length; node++) {
        truth[node][i] = values[n + node];
      }
    }
    Network network = ensemble.member(member);
    int first = network.plan().inputs().size();
    int[] blocks = new int[network.plan().blocks() - first];
    Arrays.setAll(blocks, b -> ensemble.block(member, first + b));
    return Alignment.of(program, set(rows), truth, blocks);
  }
}
