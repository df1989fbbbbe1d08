package io.fanin.experiments.claim;

import io.fanin.function.SparseFunction;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.train.Alignment;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Sensitivity;
import java.util.Arrays;

/**
 * What networks have learnt of each constituent of a target; constituents in the graph's order.
 *
 * @param alignment largest correlation with a hidden unit, {@code [members][nodes]}
 * @param sensitivity of the output to the exchange of a constituent's synonyms, see {@link
 *     Sensitivity#synonyms}, {@code [members][nodes]}
 * @param gaps how far the synonyms' values are apart on the same scale, {@code [nodes]}
 */
public record NodeMeasures(double[][] alignment, double[][] sensitivity, double[] gaps) {

  /**
   * Measures members of an ensemble that were trained on one target.
   *
   * @param rows test rows, {@code [count, n]}
   * @param from first member
   * @param members how many
   * @param set the same rows
   */
  public static NodeMeasures of(
      SparseFunction target,
      double[] rows,
      Ensemble ensemble,
      int from,
      int members,
      EvaluationSet set,
      Device device,
      Program program) {
    double[][] truth = truth(target, rows, set.count());
    double[][] alignment = new double[members][];
    int[] outputs = new int[members];
    for (int m = 0; m < members; m++) {
      int[] hidden = hidden(ensemble, from + m);
      alignment[m] = Alignment.of(program, set, truth, hidden);
      outputs[m] = ensemble.output(from + m, Network.OUTPUT).block();
    }
    double[][] sensitivity = new double[members][truth.length];
    double[] gaps = new double[truth.length];
    int n = target.graph().inputs();
    for (int node = 0; node < truth.length; node++) {
      int[] donors = Sensitivity.synonyms(truth[node], node);
      gaps[node] = Sensitivity.donorGap(truth[node], donors);
      boolean[] cone =
          Sensitivity.cone(target.graph(), n + node, ensemble.member(from).plan().inputs(), n);
      double[] changes = Sensitivity.of(device, program, rows, cone, donors, outputs);
      for (int m = 0; m < members; m++) {
        sensitivity[m][node] = changes[m];
      }
    }
    return new NodeMeasures(alignment, sensitivity, gaps);
  }

  private static double[][] truth(SparseFunction target, double[] rows, int count) {
    int n = target.graph().inputs();
    double[][] truth = new double[target.graph().nodes()][count];
    double[] values = target.values(rows, count);
    int width = n + truth.length;
    for (int i = 0; i < count; i++) {
      for (int node = 0; node < truth.length; node++) {
        truth[node][i] = values[i * width + n + node];
      }
    }
    return truth;
  }

  private static int[] hidden(Ensemble ensemble, int member) {
    Network network = ensemble.member(member);
    int first = network.plan().inputs().size();
    int[] blocks = new int[network.plan().blocks() - first];
    Arrays.setAll(blocks, b -> ensemble.block(member, first + b));
    return blocks;
  }
}
