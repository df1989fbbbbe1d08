package io.fanin.hierarchy.deep;

import io.fanin.experiments.oracle.hierarchy.GrammarSample;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.graph.SparseGraph;
import io.fanin.hierarchy.complexity.Learnt;
import io.fanin.hierarchy.complexity.Probe;
import io.fanin.hierarchy.complexity.SymbolTree;
import io.fanin.kernel.Plan;
import io.fanin.models.Network;
import io.fanin.train.Sensitivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What deep networks have learnt of the symbols above the string.
 *
 * <p>The vertices are those of the tree of rules, in the order of {@link SymbolTree#graph}.
 * Sensitivity is {@code S} of Cagnetta et al. for one symbol at a time: what lies below the
 * leftmost symbol of a level is exchanged for another way of writing the same symbol, and the layer
 * that reads the next symbol up is looked at, the first one that can be invariant; the output for
 * the class itself. Alignment of a symbol is the largest correlation of "it is this one" with a
 * hidden unit, averaged over the symbols that can stand there.
 */
final class TreeProbe implements Probe {
  private final GrammarShape shape;
  private final List<SymbolTree> trees = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();
  private final List<List<double[]>> sensitivities = new ArrayList<>();
  private double[][] alignments = new double[0][];

  /**
   * A probe.
   *
   * @param count rows that are looked at
   */
  TreeProbe(GrammarData data, int members, int count) {
    shape = data.cell().shape();
    for (int m = 0; m < members; m++) {
      GrammarSample sample = data.sample(m, count);
      trees.add(SymbolTree.of(data.grammar(m), sample.labels(), sample.digits(), count));
      rows.add(sample.oneHot(shape.symbols()));
    }
  }

  @Override
  public void look(Trained trained, List<Learnt> learnt) {
    List<double[]> own = new ArrayList<>();
    alignments = new double[trees.size()][];
    for (int m = 0; m < alignments.length; m++) {
      own.add(sensitivity(trained, m));
      alignments[m] = trees.get(m).alignment(trained, m);
    }
    sensitivities.add(own);
  }

  /** First block of each layer of a member alone; last the output. */
  private int[] layers() {
    int[] first = new int[shape.levels() + 1];
    int block = shape.leaves();
    int positions = shape.leaves();
    for (int layer = 0; layer < shape.levels(); layer++) {
      first[layer] = block;
      positions /= shape.branching();
      block += positions;
    }
    first[shape.levels()] = block;
    return first;
  }

  private double[] sensitivity(Trained trained, int member) {
    int[] layers = layers();
    double[] s = new double[shape.levels()];
    SparseGraph graph = SymbolTree.graph(shape);
    Plan plan = trained.program().plan();
    Network network = trained.ensemble().member(member);
    int vertex = shape.leaves();
    int width = shape.leaves();
    for (int level = 0; level < s.length; level++) {
      double[] values =
          Arrays.stream(trees.get(member).symbols().get(vertex - shape.leaves()))
              .asDoubleStream()
              .toArray();
      boolean[] cone =
          Sensitivity.cone(graph, vertex, network.plan().inputs(), plan.inputColumns());
      int block = trained.ensemble().block(member, layers[level + 1]);
      s[level] =
          Sensitivity.of(
              trained.device(),
              trained.program(),
              rows.get(member),
              cone,
              Sensitivity.synonyms(values, level),
              new int[] {block})[0];
      width /= shape.branching();
      vertex += width;
    }
    return s;
  }

  /** Sensitivities of a member at every look, level by level from below, {@code [looks * L]}. */
  double[] sensitivities(int member) {
    return sensitivities.stream()
        .flatMapToDouble(look -> Arrays.stream(look.get(member)))
        .toArray();
  }

  /** Alignment of a member's symbols at the last look, in the graph's order. */
  double[] alignments(int member) {
    return alignments[member].clone();
  }
}
