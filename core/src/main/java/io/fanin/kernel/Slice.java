package io.fanin.kernel;

import io.fanin.optim.Role;

/**
 * A named range of the flat parameters: one weight matrix, one bias vector, or one host function's
 * parameters.
 *
 * @param name such as {@code "level1.3.weight"}; unique in the plan
 * @param spec index of the spec
 * @param share parameter set of the spec
 * @param replica replica that it belongs to
 * @param role weight, bias or other
 * @param offset first parameter
 * @param rows rows of the matrix; 1 for a vector
 * @param columns columns of the matrix
 * @param frozen true when no update touches it
 * @param rateScale factor on the learning rate
 */
public record Slice(
    String name,
    int spec,
    int share,
    int replica,
    Role role,
    int offset,
    int rows,
    int columns,
    boolean frozen,
    double rateScale) {
  /** How many parameters. */
  public int size() {
    return rows * columns;
  }
}
