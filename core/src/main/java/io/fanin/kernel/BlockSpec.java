package io.fanin.kernel;

/**
 * Nodes of one level that read and write the same widths with the same function.
 *
 * <p>Node {@code v} of a spec writes block {@code firstBlock() + v} of the plan.
 */
public sealed interface BlockSpec permits AffineSpec, BasisSpec, HostSpec {
  /** Marks a read of a block of zeros (the padding of a convolution). */
  int ZERO = -1;

  /** A name for reports and files; need not be unique. */
  String name();

  /** Level of the nodes, from 1; inputs are level 0. */
  int level();

  /** How many nodes, at least 1. */
  int nodes();

  /** Block written by node 0. */
  int firstBlock();

  /** Width that every node writes. */
  int outWidth();

  /** How many blocks every node reads. */
  int fanIn();

  /** Width of the block read in a slot. */
  int readWidth(int slot);

  /** Block that a node reads in a slot, or {@link #ZERO}. */
  int read(int node, int slot);

  /** Sum of the widths read. */
  default int readWidth() {
    int sum = 0;
    for (int slot = 0; slot < fanIn(); slot++) {
      sum += readWidth(slot);
    }
    return sum;
  }

  /** How many parameter sets the nodes use; 0 where there is nothing to train. */
  int shares();

  /** Parameter set of a node. */
  int share(int node);

  /** Replica to which a parameter set belongs. */
  int replica(int share);

  /** Parameters of one set. */
  int parametersPerShare();

  /** True when the parameters are fixed. */
  boolean frozen();
}
