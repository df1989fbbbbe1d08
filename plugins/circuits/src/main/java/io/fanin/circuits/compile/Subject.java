package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Course;
import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.learning.Score;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.models.Preprocessing;
import java.util.List;
import java.util.Optional;

/** What was compiled, in the terms of the facts, the check and the files. */
interface Subject {
  /** A sentence on what it is. */
  String sentence();

  /** Counts beside their predictions. */
  List<Fact> facts();

  /** The sparse graph. */
  SparseGraph graph();

  /** The network. */
  ExactNetwork network();

  /** How the network's model reads a row. */
  Preprocessing preprocessing();

  /** How many inputs the check takes. */
  int cases();

  /** Whether these are all there are. */
  boolean complete();

  /** What the cases are, such as {@code "words of length 7"}. */
  String caseName();

  /** The network's row of a case. */
  double[] row(int number);

  /** What the source itself gives for a case: each 0 or 1, or a number where there is an error. */
  double[] expected(int number);

  /** In which the network is run and kept. */
  default DType dtype() {
    return DType.FLOAT;
  }

  /** How far the network may be from the source; 0 where both have the same bits. */
  default double tolerance() {
    return 0;
  }

  /** A case in words. */
  String text(int number);

  /** The circuit, where it is one. */
  Optional<Circuit> circuit();

  /** Further pictures for the report. */
  List<GraphPicture> pictures();

  /** Remarks for the report and the screen. */
  List<String> remarks();

  /**
   * The pairs that networks may learn it from.
   *
   * @throws io.fanin.input.InvalidInputException if it is too large, or not of bits or cells
   */
  Lessons lessons(long seed);

  /** What predictors of its transcript's next token learn, where it has one. */
  default List<Score> sequences(Course course, KernelProvider provider) {
    return List.of();
  }

  /** Pairs of bits for {@code fanin train}, where it has any. */
  Optional<PairsTable> pairs();
}
