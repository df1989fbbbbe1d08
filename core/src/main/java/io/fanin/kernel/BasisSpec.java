package io.fanin.kernel;

/** Expands every number of the one block that each node reads through a fixed {@link Basis}. */
public final class BasisSpec implements BlockSpec {
  private final String name;
  private final int level;
  private final int firstBlock;
  private final int inWidth;
  private final Basis basis;
  private final int[] reads;

  /**
   * A spec; {@link Plan.Builder#add} checks it against the blocks it reads.
   *
   * @param inWidth width of the block read
   * @param reads block read by each node, {@code [nodes]}
   */
  public BasisSpec(String name, int level, int firstBlock, int inWidth, Basis basis, int[] reads) {
    this.name = name;
    this.level = level;
    this.firstBlock = firstBlock;
    this.inWidth = inWidth;
    this.basis = basis;
    this.reads = reads.clone();
    Specs.check(this, reads.length, new int[0]);
  }

  /** The functions. */
  public Basis basis() {
    return basis;
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
    return reads.length;
  }

  @Override
  public int firstBlock() {
    return firstBlock;
  }

  @Override
  public int outWidth() {
    return inWidth * basis.size();
  }

  @Override
  public int fanIn() {
    return 1;
  }

  @Override
  public int readWidth(int slot) {
    return inWidth;
  }

  @Override
  public int read(int node, int slot) {
    return reads[node];
  }

  @Override
  public int shares() {
    return 0;
  }

  @Override
  public int share(int node) {
    return -1;
  }

  @Override
  public int replica(int share) {
    throw new IndexOutOfBoundsException("a basis has no parameters");
  }

  @Override
  public int parametersPerShare() {
    return 0;
  }

  @Override
  public boolean frozen() {
    return true;
  }

  @Override
  public String toString() {
    return "%s: %d nodes, %d -> %d, %s".formatted(name, nodes(), inWidth, outWidth(), basis.id());
  }
}
