package io.fanin.circuits.number;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.expression.Call;
import io.fanin.expression.Constant;
import io.fanin.expression.Expression;
import io.fanin.expression.Interval;
import io.fanin.expression.Operation;
import io.fanin.expression.Variable;
import io.fanin.function.Input;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real function at fixed precision, as a circuit: inputs of n bits, outputs with a certified sup
 * error of at most {@code 2^-m} (Poggio, arXiv 2510.11942).
 *
 * <p>An input with law {@code uniform(lo, hi)} is {@code lo + (hi - lo) u / 2^n} for the whole
 * number u of its bits, the least first. An output is a two's complement number with m bits behind
 * the point, {@code y[i].k}. Inside, all numbers have as many bits behind the point as the
 * certificate needs, found by trying.
 */
public final class FixedPoint {
  private static final int MOST_BITS = 24;
  private static final int MOST_FRACTION = 44;

  private final SparseFunction function;
  private final int inputBits;
  private final int outputBits;
  private final Circuit circuit;
  private final int fraction;
  private final double certified;
  private final int[] outputWidths;

  private FixedPoint(
      SparseFunction function,
      int inputBits,
      int outputBits,
      Circuit circuit,
      int fraction,
      double certified,
      int[] outputWidths) {
    this.function = function;
    this.inputBits = inputBits;
    this.outputBits = outputBits;
    this.circuit = circuit;
    this.fraction = fraction;
    this.certified = certified;
    this.outputWidths = outputWidths;
  }

  /**
   * Compiles a function.
   *
   * @param function of formulas over uniform inputs
   * @param inputBits n, 1 to 24
   * @param outputBits m, 1 to 24
   * @throws InvalidInputException if an operation or input has no fixed-precision form, or the
   *     error cannot be certified
   */
  public static FixedPoint compile(SparseFunction function, int inputBits, int outputBits) {
    if (inputBits < 1 || inputBits > MOST_BITS || outputBits < 1 || outputBits > MOST_BITS) {
      throw new InvalidInputException(
          "--bits n:m needs n and m from 1 to %d, was %d:%d"
              .formatted(MOST_BITS, inputBits, outputBits));
    }
    double allowed = Math.scalb(1.0, -outputBits);
    List<Interval> ranges = SubdividedRanges.of(function);
    int fraction = outputBits + 2;
    while (fraction <= MOST_FRACTION) {
      Attempt attempt = new Attempt(function, ranges, inputBits, outputBits, fraction);
      attempt.run();
      if (attempt.error <= allowed) {
        return new FixedPoint(
            function,
            inputBits,
            outputBits,
            attempt.logic.build(),
            fraction,
            attempt.error,
            attempt.widths);
      }
      double missing = StrictMath.log(attempt.error / allowed) / StrictMath.log(2);
      fraction += Math.max(1, (int) Math.min(MOST_FRACTION, Math.ceil(missing)));
    }
    throw new InvalidInputException(
        "no certificate for an error of 2^-%d with %d bits behind the point; take a smaller m, or"
                .formatted(outputBits, MOST_FRACTION)
            + " keep square roots away from 0 and choices away from rounded comparisons");
  }

  /** The circuit. */
  public Circuit circuit() {
    return circuit;
  }

  /** Bits behind the point inside. */
  public int fraction() {
    return fraction;
  }

  /** A proven bound of the error on every input, at most {@code 2^-m}. */
  public double certifiedError() {
    return certified;
  }

  /** The real inputs of a row of bits. */
  public double[] inputs(boolean[] bits) {
    double[] row = new double[function.inputWidth()];
    for (int i = 0; i < row.length; i++) {
      long u = 0;
      for (int k = 0; k < inputBits; k++) {
        u |= bits[i * inputBits + k] ? 1L << k : 0;
      }
      InputLaw.Uniform law = law(function.inputs().get(i));
      row[i] = law.lo() + (law.hi() - law.lo()) * Math.scalb((double) u, -inputBits);
    }
    return row;
  }

  /** The real outputs that a row of output bits stands for. */
  public double[] outputs(boolean[] bits) {
    double[] values = new double[outputWidths.length];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      long integer = 0;
      for (int k = 0; k < outputWidths[i]; k++) {
        boolean sign = k == outputWidths[i] - 1;
        integer += bits[at++] ? (sign ? -(1L << k) : 1L << k) : 0;
      }
      values[i] = Math.scalb((double) integer, -outputBits);
    }
    return values;
  }

  /** The largest difference from the function itself over rows of bits. */
  public double error(List<boolean[]> rows) {
    double worst = 0;
    for (boolean[] row : rows) {
      double[] approximate = outputs(circuit.evaluate(row));
      double[] exact = function.evaluate(inputs(row));
      for (int i = 0; i < exact.length; i++) {
        double difference = Math.abs(approximate[i] - exact[i]);
        worst = difference <= worst ? worst : difference; // NaN stays
      }
    }
    return worst;
  }

  private static InputLaw.Uniform law(Input input) {
    if (!(input.law() instanceof InputLaw.Uniform uniform)) {
      throw new InvalidInputException(
          "input '%s' has the law %s; fixed precision needs uniform(lo, hi)"
              .formatted(input.name(), input.law()));
    }
    return uniform;
  }

  /** One try with so many bits behind the point. */
  private static final class Attempt {
    private final SparseFunction function;
    private final int inputBits;
    private final int outputBits;
    private final int fraction;
    private final LogicBuilder logic = new LogicBuilder();
    private final Arithmetic arithmetic = new Arithmetic(logic);
    private final List<Interval> ranges;
    private double error;
    private int[] widths = {};

    Attempt(
        SparseFunction function,
        List<Interval> ranges,
        int inputBits,
        int outputBits,
        int fraction) {
      this.function = function;
      this.ranges = ranges;
      this.inputBits = inputBits;
      this.outputBits = outputBits;
      this.fraction = fraction;
    }

    void run() {
      SparseGraph graph = function.graph();
      List<Word> words = new ArrayList<>(inputs());
      for (int v = graph.inputs(); v < graph.vertices(); v++) {
        Map<String, Word> values = new HashMap<>();
        List<String> names = function.constituent(v).arguments();
        for (int slot = 0; slot < names.size(); slot++) {
          values.put(names.get(slot), words.get(graph.read(v, slot)));
        }
        String node = graph.name(v);
        Expression formula =
            function
                .constituent(v)
                .expression()
                .orElseThrow(
                    () ->
                        new InvalidInputException(
                            "node '" + node + "' has no formula, so it has no bits"));
        words.add(Arithmetic.within(value(formula, values), ranges.get(v)));
      }
      int[] outputs = graph.outputs();
      widths = new int[outputs.length];
      for (int i = 0; i < outputs.length; i++) {
        output(words.get(outputs[i]), i);
      }
    }

    private List<Word> inputs() {
      List<int[]> bits = new ArrayList<>();
      for (Input input : function.inputs()) {
        int[] own = new int[inputBits];
        for (int k = 0; k < inputBits; k++) {
          own[k] = logic.input(input.name() + "." + k);
        }
        bits.add(own);
      }
      List<Word> words = new ArrayList<>();
      for (int i = 0; i < bits.size(); i++) {
        InputLaw.Uniform law = law(function.inputs().get(i));
        double step = Math.scalb(law.hi() - law.lo(), -inputBits);
        Word scale = arithmetic.constant(step, Math.max(fraction, inputBits + 2));
        Word product = arithmetic.multiplyExactly(Arithmetic.unsigned(bits.get(i)), scale);
        Word low = arithmetic.constant(law.lo(), product.fraction());
        Word sum = arithmetic.add(product, low);
        words.add(sum.fraction() > fraction ? cutInput(sum) : sum);
      }
      return words;
    }

    /** An input's last bits may be zeros, so that nothing is lost. */
    private Word cutInput(Word sum) {
      Word cut = arithmetic.cut(sum, fraction);
      int drop = sum.fraction() - fraction;
      for (int i = 0; i < drop; i++) {
        if (sum.bit(i) != LogicBuilder.FALSE) {
          return cut;
        }
      }
      return new Word(cut.bits(), fraction, cut.low(), cut.high(), sum.error());
    }

    private void output(Word word, int number) {
      Word half = arithmetic.constant(Math.scalb(1.0, -outputBits - 1), fraction);
      Word rounded = arithmetic.cut(arithmetic.add(word, half), outputBits);
      error = Math.max(error, word.error() + Math.scalb(1.0, -outputBits - 1));
      widths[number] = rounded.bits().length;
      for (int k = 0; k < widths[number]; k++) {
        logic.output("y[" + number + "]." + k, rounded.bits()[k]);
      }
    }

    private Word value(Expression expression, Map<String, Word> values) {
      if (expression instanceof Constant constant) {
        return arithmetic.constant(constant.value(), fraction);
      }
      if (expression instanceof Variable variable) {
        Word word = values.get(variable.name());
        if (word == null) {
          throw new IllegalStateException("no value for " + variable.name());
        }
        return word;
      }
      Call call = (Call) expression;
      if (call.operation() == Operation.POWER) {
        return power(call, values);
      }
      List<Word> x = new ArrayList<>();
      for (Expression argument : call.arguments()) {
        x.add(value(argument, values));
      }
      return apply(call, x);
    }

    private Word apply(Call call, List<Word> x) {
      Word a = x.get(0);
      return switch (call.operation()) {
        case ADD -> x.stream().skip(1).reduce(a, arithmetic::add);
        case MULTIPLY -> x.stream().skip(1).reduce(a, arithmetic::multiply);
        case MIN -> x.stream().skip(1).reduce(a, arithmetic::min);
        case MAX -> x.stream().skip(1).reduce(a, arithmetic::max);
        case NEGATE -> arithmetic.negate(a);
        case DIVIDE ->
            call.arguments().get(1) instanceof Constant divisor
                ? arithmetic.multiply(a, arithmetic.constant(1 / divisor.value(), fraction))
                : arithmetic.divide(a, x.get(1));
        case ABS -> arithmetic.abs(a);
        case RELU -> arithmetic.max(a, arithmetic.constant(0, fraction));
        case SQRT -> arithmetic.sqrt(a);
        case SIN -> arithmetic.sin(a);
        case COS ->
            arithmetic.sin(arithmetic.add(a, arithmetic.constant(StrictMath.PI / 2, fraction)));
        default ->
            throw new InvalidInputException(
                "'%s' has no fixed-precision form; known: + - * / ^ abs cos max min relu sin sqrt"
                    .formatted(call.operation().symbol()));
      };
    }

    private Word power(Call call, Map<String, Word> values) {
      Word base = value(call.arguments().get(0), values);
      boolean whole =
          call.arguments().get(1) instanceof Constant exponent
              && exponent.value() == Math.rint(exponent.value())
              && exponent.value() >= 1
              && exponent.value() <= 64;
      if (!whole) {
        throw new InvalidInputException(
            "'^' has a fixed-precision form for whole exponents from 1 to 64 alone");
      }
      Word product = base;
      for (int i = 1; i < ((Constant) call.arguments().get(1)).value(); i++) {
        product = arithmetic.multiply(product, base);
      }
      return product;
    }
  }
}
