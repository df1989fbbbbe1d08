package io.fanin.experiments.cli;

import io.fanin.experiments.oracle.learnability.Learnability;
import io.fanin.experiments.oracle.learnability.Predictor;
import io.fanin.function.Regularity;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The card of a graph, and of the function on it. */
final class GraphCard {
  private static final int MOST_LEVELS = 12;
  private static final int MOST_INPUTS = 8;

  private GraphCard() {}

  static Card of(SparseGraph graph) {
    Card card = new Card();
    structure(card, graph);
    return card;
  }

  /**
   * The card of a function.
   *
   * @param seed of the sample that predictors of learning are taken from, where they are not exact
   */
  static Card of(SparseFunction function, long seed) {
    Card card = new Card();
    card.text("inputs are", "laws", laws(function));
    structure(card, function.graph());
    card.whole("distinct constituents", "distinctConstituents", function.distinctConstituents());
    linearFree(card, function);
    Regularity regularity = function.regularity();
    card.text("smoothness", "smoothness", smoothness(function, regularity));
    card.real("effective dimension", "effectiveDimension", regularity.effectiveDimension());
    card.text("predicted rates", "rates", regularity.rates());
    double[] lambda = regularity.lambda();
    double sum = 0;
    for (int v = function.graph().inputs(); v < lambda.length; v++) {
      sum += lambda[v];
    }
    card.real("path-Lipschitz sum", "pathLipschitzSum", sum);
    learning(card, function, seed);
    return card;
  }

  private static void learning(Card card, SparseFunction function, long seed) {
    SparseGraph graph = function.graph();
    Learnability learnability = Learnability.of(function, 0, seed);
    String output = graph.name(graph.outputs()[0]);
    card.text(
        "learning",
        "learning",
        (function.outputs() > 1 ? "of the first output, " + output + "; " : "")
            + learnability.method());
    for (Predictor predictor : learnability.predictors()) {
      String meaning = predictor.meaning().isEmpty() ? "" : ": " + predictor.meaning();
      card.number(predictor.name(), predictor.key(), predictor.text() + meaning, predictor.value());
    }
  }

  private static void structure(Card card, SparseGraph graph) {
    card.whole("inputs", "inputs", graph.inputs())
        .whole("nodes (size)", "nodes", graph.nodes())
        .whole("reads", "reads", graph.edges())
        .whole("outputs", "outputs", graph.outputs().length)
        .whole("fan-in as written", "fanIn", graph.maxFanIn())
        .whole("depth as written", "depth", graph.depth())
        .whole("nodes of fan-in 2", "binarisedNodes", graph.binarisedNodes())
        .whole("depth at fan-in 2", "binarisedDepth", graph.binarisedDepth())
        .text("vertices by level", "levels", levels(graph))
        .flag("a tree", "tree", graph.isTree())
        .flag("layered", "layered", graph.isLayered());
  }

  private static String levels(SparseGraph graph) {
    int[] widths = graph.widths();
    List<String> texts =
        Arrays.stream(widths).limit(MOST_LEVELS).mapToObj(Integer::toString).toList();
    return String.join(", ", texts) + (widths.length > MOST_LEVELS ? ", …" : "");
  }

  private static String laws(SparseFunction function) {
    Map<String, Integer> laws = new TreeMap<>();
    function.inputs().forEach(i -> laws.merge(i.type() + ", " + i.law(), 1, Integer::sum));
    List<String> texts = new ArrayList<>();
    laws.forEach((law, count) -> texts.add(count + " × " + law));
    return String.join("; ", texts.subList(0, Math.min(MOST_INPUTS, texts.size())));
  }

  /** Sums with weights cost nothing in a network; without them a node's fan-in says more. */
  private static void linearFree(Card card, SparseFunction function) {
    SparseGraph graph = function.graph();
    int nodes = 0;
    int fanIn = 0;
    int[] depth = new int[graph.vertices()];
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      int below = Arrays.stream(graph.reads(v)).map(u -> depth[u]).max().orElse(0);
      boolean free = function.constituent(v).expression().map(e -> e.isLinear()).orElse(false);
      depth[v] = below + (free ? 0 : 1);
      nodes += free ? 0 : 1;
      fanIn = free ? fanIn : Math.max(fanIn, graph.fanIn(v));
    }
    card.whole("nodes, linear ones free", "nonlinearNodes", nodes)
        .whole("fan-in, linear ones free", "nonlinearFanIn", fanIn)
        .whole("depth, linear ones free", "nonlinearDepth", Arrays.stream(depth).max().orElse(0));
  }

  private static String smoothness(SparseFunction function, Regularity regularity) {
    Map<String, Integer> kinds = new TreeMap<>();
    SparseGraph graph = function.graph();
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      kinds.merge(regularity.smoothness(v).toString(), 1, Integer::sum);
    }
    List<String> texts = new ArrayList<>();
    kinds.forEach((kind, count) -> texts.add("%,d × %s".formatted(count, kind)));
    return String.join("; ", texts);
  }
}
