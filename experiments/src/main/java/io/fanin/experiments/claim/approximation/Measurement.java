package io.fanin.experiments.claim.approximation;

import io.fanin.experiments.claim.NodeMeasures;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.function.SparseFunction;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
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
  static final String SENSITIVITY = "sensitivity";
  static final String DONOR_GAP = "donor.gap";
  static final String PARAMETERS = "parameters";
  static final String MULTIPLY_ADDS = "multiply-adds";
  static final String DEAD = "dead";

  private static final int NODE_ROWS = 512;

  private final TreeData data;
  private final Ensemble ensemble;
  private final Device device;
  private final Program program;
  private final Buffer inputs;

  Measurement(TreeData data, Ensemble ensemble, Device device, Program program, Buffer inputs) {
    this.data = data;
    this.ensemble = ensemble;
    this.device = device;
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
    List<NodeMeasures> nodes = nodes(rates);
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
              .series(ALIGNMENT, nodes.get(k / rates).alignment()[k % rates])
              .series(SENSITIVITY, nodes.get(k / rates).sensitivity()[k % rates])
              .series(DONOR_GAP, nodes.get(k / rates).gaps())
              .build());
    }
    return results;
  }

  private EvaluationSet set(int[] rows) {
    return EvaluationSet.shared(inputs, data.values(), data.targets().size(), 1, rows);
  }

  private List<NodeMeasures> nodes(int rates) {
    int[] rows = Arrays.copyOf(data.testRows(), NODE_ROWS);
    List<NodeMeasures> all = new ArrayList<>();
    for (int t = 0; t < data.targets().size(); t++) {
      SparseFunction target = data.targets().get(t);
      int n = target.graph().inputs();
      double[] x = Arrays.copyOfRange(data.inputs(), rows[0] * n, (rows[0] + NODE_ROWS) * n);
      all.add(NodeMeasures.of(target, x, ensemble, t * rates, rates, set(rows), device, program));
    }
    return all;
  }
}
