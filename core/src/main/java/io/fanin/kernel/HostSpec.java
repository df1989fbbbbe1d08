package io.fanin.kernel;

/** Nodes that compute a {@link NodeFunction} on the host, each with one parameter set. */
public final class HostSpec implements BlockSpec {
  private final String name;
  private final int level;
  private final int firstBlock;
  private final int[] readWidths;
  private final int outWidth;
  private final NodeFunction function;
  private final int[] reads;
  private final int[] share;
  private final int[] replica;
  private final boolean frozen;

  /**
   * A spec; {@link Plan.Builder#add} checks it against the blocks it reads.
   *
   * @param readWidths width of each slot, {@code [fanIn]}
   * @param reads block read, {@code [nodes, fanIn]}, or {@link BlockSpec#ZERO}
   * @param share parameter set of each node, {@code [nodes]}, numbered from 0 without gaps
   * @param replica replica of each parameter set, {@code [shares]}
   */
  public HostSpec(
      String name,
      int level,
      int firstBlock,
      int[] readWidths,
      int outWidth,
      NodeFunction function,
      int[] reads,
      int[] share,
      int[] replica,
      boolean frozen) {
    this.name = name;
    this.level = level;
    this.firstBlock = firstBlock;
    this.readWidths = readWidths.clone();
    this.outWidth = outWidth;
    this.function = function;
    this.reads = reads.clone();
    this.share = share.clone();
    this.replica = replica.clone();
    this.frozen = frozen;
    Specs.check(this, reads.length, share);
  }

  /** The function. */
  public NodeFunction function() {
    return function;
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
    return function.parameters(readWidth(), outWidth);
  }

  @Override
  public boolean frozen() {
    return frozen;
  }

  @Override
  public String toString() {
    return "%s: %d nodes, host function %s".formatted(name, nodes(), function.id());
  }
}
