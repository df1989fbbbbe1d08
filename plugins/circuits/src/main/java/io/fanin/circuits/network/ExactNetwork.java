package io.fanin.circuits.network;

import io.fanin.models.Network;
import java.util.List;

/**
 * A network with its weights. Those of circuits and machines are small whole numbers and halves, so
 * that it computes without rounding in single precision; those of real functions are not.
 */
public final class ExactNetwork {
  private final Network network;
  private final double[] parameters;
  private final List<int[]> results;
  private final long units;

  /**
   * A network.
   *
   * @param results blocks that hold the results, each with one column
   * @param units rectified units, the snaps' included
   */
  ExactNetwork(Network network, double[] parameters, List<int[]> results, long units) {
    this.network = network;
    this.parameters = parameters;
    this.results = List.copyOf(results);
    this.units = units;
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** Its weights, {@code [network().parameters()]}; the caller's own. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** How many numbers a row gives. */
  public int results() {
    return results.size();
  }

  /** The block of a result. */
  int block(int result) {
    return results.get(result)[0];
  }

  /** The column of a result in its block. */
  int column(int result) {
    return results.get(result)[1];
  }

  /** How many rectified units it has. */
  public long units() {
    return units;
  }
}
