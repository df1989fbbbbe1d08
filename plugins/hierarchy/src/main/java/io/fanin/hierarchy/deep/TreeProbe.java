package io.fanin.hierarchy.deep;

import io.fanin.experiments.oracle.hierarchy.GrammarSample;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.hierarchy.complexity.Probe;
import io.fanin.kernel.Plan;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.train.Alignment;
import io.fanin.train.Sensitivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What deep networks have learnt of the symbols above the string.
 *
 * <p>The vertices are those of the tree of rules, in the order of {@link #graph}. Sensitivity is
 * {@code S} of Cagnetta et al. for one symbol at a time: what lies below the leftmost symbol of a
 * level is exchanged for another way of writing the same symbol, and the layer that reads the next
 * symbol up is looked at, the first one that can be invariant; the output for the class itself.
 * Alignment of a symbol is the largest correlation of "it is this one" with a hidden unit, averaged
 * over the symbols that can stand there.
 */
final class TreeProbe implements Probe {
  private final GrammarShape shape;
  private final List<List<int[]>> truths; // member: vertex: symbol on each row
  private final List<double[]> rows;
  private final List<List<double[]>> sensitivities = new ArrayList<>();
  private double[][] alignments = new double[0][];

  /**
   * A probe.
   *
   * @param count rows that are looked at
   */
  TreeProbe(GrammarData data, int members, int count) {
    shape = data.cell().shape();
    truths = new ArrayList<>();
    rows = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      GrammarSample sample = data.sample(m, count);
      truths.add(truth(data, m, sample));
      rows.add(sample.oneHot(shape.symbols()));
    }
  }

  /** The tree of rules. */
  static SparseGraph graph(GrammarShape shape) {
    return GraphFamilies.kAryTree(shape.leaves(), shape.branching());
  }

  private List<int[]> truth(GrammarData data, int member, GrammarSample sample) {
    var grammar = data.grammar(member);
    List<int[]> truth = new ArrayList<>();
    for (int v = shape.leaves(); v < graph(shape).vertices(); v++) {
      truth.add(new int[sample.size()]);
    }
    for (int r = 0; r < sample.size(); r++) {
      List<int[]> levels = grammar.derivation(sample.labels()[r], sample.digits()[r]);
      int next = 0; // bottom up, from left to right, as the graph's vertices
      for (int level = levels.size() - 2; level >= 0; level--) {
        for (int symbol : levels.get(level)) {
          truth.get(next++)[r] = symbol;
        }
      }
    }
    return truth;
  }

  @Override
  public void look(Trained trained) {
    int members = truths.size();
    List<double[]> own = new ArrayList<>();
    alignments = new double[members][];
    for (int m = 0; m < members; m++) {
      own.add(sensitivity(trained, m));
      alignments[m] = alignment(trained, m);
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
    SparseGraph graph = graph(shape);
    Plan plan = trained.program().plan();
    Network network = trained.ensemble().member(member);
    int vertex = shape.leaves();
    int width = shape.leaves();
    for (int level = 0; level < s.length; level++) {
      double[] values =
          Arrays.stream(truths.get(member).get(vertex - shape.leaves())).asDoubleStream().toArray();
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

  private double[] alignment(Trained trained, int member) {
    List<int[]> truth = truths.get(member);
    int[] columns = new int[truth.size()];
    List<double[]> indicators = new ArrayList<>();
    for (int v = 0; v < columns.length; v++) {
      int[] symbols = Arrays.stream(truth.get(v)).distinct().sorted().toArray();
      columns[v] = symbols.length;
      for (int symbol : symbols) {
        indicators.add(Arrays.stream(truth.get(v)).mapToDouble(x -> x == symbol ? 1 : 0).toArray());
      }
    }
    double[] all =
        Alignment.of(
            trained.program(),
            trained.rows(),
            indicators.toArray(double[][]::new),
            hidden(trained.ensemble(), member));
    double[] means = new double[columns.length];
    int at = 0;
    for (int v = 0; v < means.length; v++) {
      means[v] = Arrays.stream(all, at, at + columns[v]).average().orElse(0);
      at += columns[v];
    }
    return means;
  }

  private int[] hidden(Ensemble ensemble, int member) {
    int[] layers = layers();
    int[] blocks = new int[layers[shape.levels()] - layers[0]];
    Arrays.setAll(blocks, b -> ensemble.block(member, layers[0] + b));
    return blocks;
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
