package io.fanin.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives every distinct part of an expression one register, arguments first. */
final class Compiler {
  private final Map<Expression, Integer> registers = new HashMap<>();
  private final List<Double> constants = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final List<int[]> inputs = new ArrayList<>();
  private final int arity;

  private Compiler(int arity) {
    this.arity = arity;
  }

  static Program compile(Expression expression, List<String> arguments) {
    Compiler compiler = new Compiler(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      if (compiler.registers.put(new Variable(arguments.get(i)), i) != null) {
        throw new IllegalArgumentException("the argument " + arguments.get(i) + " is given twice");
      }
    }
    compiler.placeConstants(expression);
    int result = compiler.place(expression);
    return new Program(
        arguments.size(), compiler.constants, compiler.operations, compiler.inputs, result);
  }

  /** Constants come before operations, so that operations write consecutive registers. */
  private void placeConstants(Expression expression) {
    if (expression instanceof Constant constant) {
      if (registers.putIfAbsent(constant, arity + constants.size()) == null) {
        constants.add(constant.value());
      }
    } else if (expression instanceof Call call) {
      call.arguments().forEach(this::placeConstants);
    }
  }

  private int place(Expression expression) {
    Integer known = registers.get(expression);
    if (known != null) {
      return known;
    }
    if (!(expression instanceof Call call)) {
      throw new IllegalArgumentException(
          "the variable " + expression + " is not among the arguments");
    }
    int[] in = new int[call.arguments().size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = place(call.argument(i));
    }
    operations.add(call.operation());
    inputs.add(in);
    int register = arity + constants.size() + operations.size() - 1;
    registers.put(call, register);
    return register;
  }
}
