package io.fanin.circuits.compile;

import io.fanin.circuits.format.AigerReader;
import io.fanin.circuits.format.BlifReader;
import io.fanin.circuits.formula.BooleanFormula;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.SequentialCircuit;
import io.fanin.circuits.machine.MachineReader;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.experiments.tabular.GraphFile;
import io.fanin.expression.Expression;
import io.fanin.function.InputType;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.function.Targets;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads what is to be compiled, by the end of its name, and compiles it. */
final class Subjects {
  /** Largest file, in bytes. */
  private static final long MAX_BYTES = 1L << 28;

  /** Steps after which a machine is said not to halt, where --steps is not given. */
  private static final int STEP_LIMIT = 1_000_000;

  /** Double precision has little more. */
  private static final double LEAST_ERROR = 1e-10;

  private static final int MOST_FAN_IN = 64;
  private static final int SAMPLED = 1_000;
  private static final String EXPRESSION = "expr:";

  private final Arguments arguments;
  private final String file;
  private final long seed;

  private Subjects(Arguments arguments) {
    this.arguments = arguments;
    this.file = arguments.file();
    this.seed = arguments.number("--seed", 0, 0, Integer.MAX_VALUE);
  }

  static Subject of(Arguments arguments) {
    return new Subjects(arguments).subject();
  }

  private Subject subject() {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.startsWith(EXPRESSION)) {
      return formula(expression(file.substring(EXPRESSION.length())));
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return machine();
    }
    if (name.endsWith(".blif")) {
      String text = new String(bytes(), StandardCharsets.UTF_8);
      return circuit(BlifReader.read(text, file));
    }
    if (name.endsWith(".aag") || name.endsWith(".aig")) {
      return circuit(AigerReader.read(bytes(), file));
    }
    GraphFile graph = GraphFile.of(file, new String(bytes(), StandardCharsets.UTF_8));
    return formula(
        graph
            .function()
            .orElseThrow(
                () ->
                    InvalidInputException.in(
                        file,
                        "holds a structure without formulas, so there is nothing to compile")));
  }

  private byte[] bytes() {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw InvalidInputException.in(file, "there is no such file");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw InvalidInputException.in(
            file, "has %,d bytes; at most %,d are read".formatted(Files.size(path), MAX_BYTES));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read; is it a readable file?", e);
    }
  }

  private void refuse(String kind, List<String> options) {
    for (String option : options) {
      if (arguments.has(option)) {
        throw new InvalidInputException(option + " does not go with a " + kind + "; leave it out");
      }
    }
  }

  private Subject machine() {
    refuse("machine", List.of("--bits", "--error", "--fan-in"));
    String alphabet = arguments.text("--alphabet", "");
    TuringMachine machine =
        MachineReader.read(new String(bytes(), StandardCharsets.UTF_8), file, alphabet);
    int example = machine.input().codePointCount(0, machine.input().length());
    if (example == 0 && !arguments.has("--length")) {
      throw InvalidInputException.in(
          file, "the machine has no 'input' whose length could be taken; give --length n");
    }
    int length = arguments.number("--length", Math.max(1, example), 1, 1 << 20);
    Words words = new Words(machine, alphabet, length);
    int steps = arguments.number("--steps", 0, 1, 1 << 24);
    Window window = words.window(STEP_LIMIT, steps, seed);
    Method method = Method.of(arguments.text("--method", "tableau"));
    return method == Method.TRACE
        ? new TraceSubject(machine, window, words, seed)
        : new MachineSubject(machine, window, words, method, seed);
  }

  private Subject circuit(SequentialCircuit read) {
    refuse(
        "circuit", List.of("--length", "--alphabet", "--method", "--bits", "--error", "--fan-in"));
    if (!arguments.has("--steps")) {
      return subject("a circuit", read.combinational(file));
    }
    int steps = arguments.number("--steps", 1, 1, 1 << 24);
    if (read.latches() == 0) {
      throw InvalidInputException.in(file, "the circuit has no latches; leave out --steps");
    }
    return subject(
        "a circuit with %d latches, unrolled for %d steps".formatted(read.latches(), steps),
        read.unroll(steps));
  }

  private Subject subject(String kind, Circuit circuit) {
    if (circuit.inputs() == 0 || circuit.outputs() == 0) {
      throw InvalidInputException.in(
          file, "the circuit needs an input and an output to be compiled");
    }
    String sentence =
        "%s of %d inputs and %d outputs".formatted(kind, circuit.inputs(), circuit.outputs());
    return new CircuitSubject(sentence, circuit, SAMPLED, seed, List.of());
  }

  /** An expression of words is over bits, any other over [-1, 1]. */
  private static SparseFunction expression(String text) {
    Expression expression = Expression.parse(text);
    if (!expression.isBoolean()) {
      return Targets.of(List.of()).resolve(EXPRESSION + text, 0);
    }
    SparseFunctionBuilder builder = SparseFunction.builder();
    for (String name : expression.variables()) {
      builder.input(name, InputType.BIT.defaultLaw());
    }
    return builder.node("y", text).build();
  }

  private Subject formula(SparseFunction function) {
    refuse("formula", List.of("--length", "--alphabet", "--method", "--steps"));
    if (arguments.has("--bits")) {
      refuse("formula at fixed precision", List.of("--error", "--fan-in"));
      int[] bits = bits();
      return new FixedSubject(function, bits[0], bits[1], SAMPLED, seed);
    }
    if (BooleanFormula.isBoolean(function)) {
      refuse("formula of bits", List.of("--error", "--fan-in"));
      return subject("a formula", BooleanFormula.compile(function));
    }
    int fanIn = arguments.number("--fan-in", 2, 2, MOST_FAN_IN);
    return new RealSubject(function, fanIn, error(), seed);
  }

  private double error() {
    String text = arguments.text("--error", "0.001");
    double error = text.matches("[0-9.]{1,30}([eE]-?[0-9]{1,3})?") ? parsed(text) : 0;
    if (!(error >= LEAST_ERROR && error <= 1e9)) {
      throw new InvalidInputException(
          "--error must be a number from %s on, such as 0.001, was '%s'"
              .formatted(LEAST_ERROR, text));
    }
    return error;
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private int[] bits() {
    String text = arguments.text("--bits", "");
    if (!text.matches("[0-9]{1,3}:[0-9]{1,3}")) {
      throw new InvalidInputException(
          "--bits must be n:m, such as 8:8 for inputs of 8 bits and an error of at most 2^-8, was '"
              + text
              + "'");
    }
    String[] parts = text.split(":", -1);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
