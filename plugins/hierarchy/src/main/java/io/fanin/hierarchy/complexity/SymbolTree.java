package io.fanin.hierarchy.complexity;

import io.fanin.experiments.oracle.hierarchy.Grammar;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.train.Alignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The symbols above some strings: what hidden units should find.
 *
 * @param shape the tree's sizes
 * @param symbols of each vertex above the string, in the order of {@link #graph}, {@code
 *     [vertices][rows]}; the last is the class
 */
public record SymbolTree(GrammarShape shape, List<int[]> symbols) {
  /** The tree of rules: inputs are the string's symbols, the output is the class. */
  public static SparseGraph graph(GrammarShape shape) {
    return GraphFamilies.kAryTree(shape.leaves(), shape.branching());
  }

  /**
   * The symbols above some strings.
   *
   * @param labels class of each
   * @param digits the choices behind each
   * @param count how many, from the first on
   */
  public static SymbolTree of(Grammar grammar, int[] labels, int[][] digits, int count) {
    GrammarShape shape = grammar.shape();
    List<int[]> symbols = new ArrayList<>();
    for (int v = shape.leaves(); v < graph(shape).vertices(); v++) {
      symbols.add(new int[count]);
    }
    for (int r = 0; r < count; r++) {
      List<int[]> levels = grammar.derivation(labels[r], digits[r]);
      int next = 0; // bottom up, from left to right, as the graph's vertices
      for (int level = levels.size() - 2; level >= 0; level--) {
        for (int symbol : levels.get(level)) {
          symbols.get(next++)[r] = symbol;
        }
      }
    }
    return new SymbolTree(shape, symbols);
  }

  /**
   * How well a member's hidden units have found each symbol: the largest correlation of "it is this
   * one" with a unit, averaged over what can stand there; see {@link Alignment}.
   *
   * @param member whose rows these are
   */
  public double[] alignment(Probe.Trained trained, int member) {
    int[] counts = new int[symbols.size()];
    List<double[]> indicators = new ArrayList<>();
    for (int v = 0; v < counts.length; v++) {
      int[] own = symbols.get(v);
      int[] different = Arrays.stream(own).distinct().sorted().toArray();
      counts[v] = different.length;
      for (int symbol : different) {
        indicators.add(Arrays.stream(own).mapToDouble(x -> x == symbol ? 1 : 0).toArray());
      }
    }
    double[] all =
        Alignment.of(
            trained.program(),
            trained.rows(),
            indicators.toArray(double[][]::new),
            trained.hidden(member));
    double[] means = new double[counts.length];
    int at = 0;
    for (int v = 0; v < means.length; v++) {
      means[v] = Arrays.stream(all, at, at + counts[v]).average().orElse(0);
      at += counts[v];
    }
    return means;
  }
}
