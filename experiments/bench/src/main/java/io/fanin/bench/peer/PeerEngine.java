package io.fanin.bench.peer;

import io.fanin.testkit.TrainingShape;
import java.util.List;

/** A library that can train a shape, in one or several formulations. */
public interface PeerEngine {
  /** Fixes the number of threads; gives the library, its version and its matrix library. */
  String start(int threads);

  /** How it can train a shape, in the order in which they should be tried. */
  List<String> formulations(TrainingShape shape);

  /** Prepares a formulation, from the shape's data and first parameters. */
  Session open(TrainingShape shape, String formulation);

  /** One formulation, ready to be timed. */
  interface Session extends AutoCloseable {
    /** A step of Adam; gives the loss before it, summed over the replicas. */
    double stepWithLoss();

    /** Steps without looking at the loss. */
    void steps(int count);

    @Override
    void close();
  }
}
