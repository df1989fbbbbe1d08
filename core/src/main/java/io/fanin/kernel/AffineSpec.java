package io.fanin.kernel;

import java.util.Arrays;

/**
 * The block-local layer: {@code y[v] = act(W[share[v]] · concat(x[reads[v][0]], …) + b[share[v]])}.
 *
 * <p>One parameter set is {@code W}, {@code [outWidth, readWidth]} row-major, then {@code b},
 * {@code [outWidth]}, where there is a bias. Arrays handed in are copied; none is handed out.
 *
 * <p>Work per row is {@code nodes * outWidth * readWidth} multiply-adds.
 */
public final class AffineSpec implements BlockSpec {
  private final String name;
  private final int level;
  private final int firstBlock;
  private final int[] readWidths;
  private final int outWidth;
  private final Activation activation;
  private final boolean bias;
  private final int[] reads;
  private final int[] share;
  private final int[] replica;
  private final boolean frozen;
  private final double rateScale;

  /**
   * A spec; {@link Plan.Builder#add} checks it against the blocks it reads.
   *
   * @param readWidths width of each slot, {@code [fanIn]}
   * @param reads block read, {@code [nodes, fanIn]}, or {@link BlockSpec#ZERO}
   * @param share parameter set of each node, {@code [nodes]}, numbered from 0 without gaps
   * @param replica replica of each parameter set, {@code [shares]}
   * @param rateScale factor on the learning rate of these parameters, at least 0
   */
  public AffineSpec(
      String name,
      int level,
      int firstBlock,
      int[] readWidths,
      int outWidth,
      Activation activation,
      boolean bias,
      int[] reads,
      int[] share,
      int[] replica,
      boolean frozen,
      double rateScale) {
    this.name = name;
    this.level = level;
    this.firstBlock = firstBlock;
    this.readWidths = readWidths.clone();
    this.outWidth = outWidth;
    this.activation = activation;
    this.bias = bias;
    this.reads = reads.clone();
    this.share = share.clone();
    this.replica = replica.clone();
    this.frozen = frozen;
    this.rateScale = rateScale;
    Specs.check(this, reads.length, share);
    if (!(rateScale >= 0)) {
      throw new IllegalArgumentException("rate scale must be >= 0, was " + rateScale);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int level() {
    return level;
  }

  @Override
  public int nodes() {
    return share.length;
  }

  @Override
  public int firstBlock() {
    return firstBlock;
  }

  @Override
  public int outWidth() {
    return outWidth;
  }

  @Override
  public int fanIn() {
    return readWidths.length;
  }

  @Override
  public int readWidth(int slot) {
    return readWidths[slot];
  }

  @Override
  public int read(int node, int slot) {
    return reads[node * readWidths.length + slot];
  }

  @Override
  public int shares() {
    return replica.length;
  }

  @Override
  public int share(int node) {
    return share[node];
  }

  @Override
  public int replica(int share) {
    return replica[share];
  }

  @Override
  public int parametersPerShare() {
    return outWidth * (readWidth() + (bias ? 1 : 0));
  }

  @Override
  public boolean frozen() {
    return frozen;
  }

  /** The activation. */
  public Activation activation() {
    return activation;
  }

  /** True when each parameter set ends with {@code [outWidth]} biases. */
  public boolean bias() {
    return bias;
  }

  /** Factor on the learning rate of these parameters. */
  public double rateScale() {
    return rateScale;
  }

  /** True when every node has a parameter set of its own, in order. */
  public boolean unshared() {
    for (int v = 0; v < share.length; v++) {
      if (share[v] != v) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "%s: %d nodes, %s -> %d, %s%s"
        .formatted(
            name,
            nodes(),
            Arrays.toString(readWidths),
            outWidth,
            activation,
            frozen ? ", frozen" : "");
  }
}
