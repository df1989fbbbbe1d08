package io.fanin.hierarchy.complexity;

/**
 * One network among those that are trained side by side.
 *
 * @param data its test rows first, then its samples
 * @param rate its first learning rate
 * @param start seed of its first weights
 * @param order seed of the orders in which it sees its samples
 */
public record Member(SymbolData data, double rate, long start, long order) {
  /** The same at another rate. */
  public Member at(double other) {
    return new Member(data, other, start, order);
  }
}
