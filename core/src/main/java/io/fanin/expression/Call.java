package io.fanin.expression;

import io.fanin.input.InvalidInputException;
import java.util.List;

/**
 * An operation on expressions.
 *
 * <p>Size, depth and hash are known at construction, so comparing two trees that differ costs next
 * to nothing, and no tree can be built that is too deep to walk by recursion.
 */
public final class Call implements Expression {
  private final Operation operation;
  private final List<Expression> arguments;
  private final int depth;
  private final int size;
  private final int hash;

  /**
   * Applies an operation.
   *
   * @param operation what to do
   * @param arguments copied; as many as the operation takes
   * @throws IllegalArgumentException for a wrong number of arguments, the negation of a constant
   *     (which is a constant) or an order of {@code He} that is not a whole number from 0 to
   *     {@value Expression#MAX_HERMITE}
   * @throws InvalidInputException for a tree beyond {@link Expression#MAX_DEPTH} or {@link
   *     Expression#MAX_SIZE}
   */
  public Call(Operation operation, List<Expression> arguments) {
    this.operation = operation;
    this.arguments = List.copyOf(arguments);
    operation.checkArity(this.arguments.size());
    operation.checkArguments(this.arguments);
    int deepest = 0;
    long nodes = 1;
    for (Expression argument : this.arguments) {
      deepest = Math.max(deepest, argument.depth());
      nodes += argument.size();
    }
    this.depth = deepest + 1;
    if (depth > MAX_DEPTH) {
      throw new InvalidInputException(
          "an expression nests deeper than " + MAX_DEPTH + " levels; give its parts names");
    }
    if (nodes > MAX_SIZE) {
      throw new InvalidInputException(
          "an expression grows beyond " + MAX_SIZE + " terms; give its parts names");
    }
    this.size = (int) nodes;
    this.hash = 31 * operation.name().hashCode() + this.arguments.hashCode();
  }

  /** What is done. */
  public Operation operation() {
    return operation;
  }

  /** To what, in order. */
  public List<Expression> arguments() {
    return arguments;
  }

  Expression argument(int index) {
    return arguments.get(index);
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Call call
            && hash == call.hash
            && size == call.size
            && operation == call.operation
            && arguments.equals(call.arguments));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
