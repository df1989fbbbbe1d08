package io.fanin.graph;

/**
 * A weight for every read of a graph, such as the Lipschitz constant {@code L_{w,v}} of a node in
 * one of its arguments.
 */
@FunctionalInterface
public interface EdgeWeight {
  /** Weight 1 on every read: path sums then count paths. */
  EdgeWeight ONE = (node, slot) -> 1.0;

  /**
   * The weight of one read.
   *
   * @param node the vertex that reads
   * @param slot which of its reads, from 0
   * @return a number that is at least 0; infinity is allowed
   */
  double of(int node, int slot);
}
