package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.circuits.number.FixedPoint;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.stats.LineFit;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A real function at fixed precision. */
final class FixedSubject implements Subject {
  /** Precisions, n = m, at which sizes are counted for the fit. */
  private static final int[] FITTED = {4, 6, 8, 11};

  private final SparseFunction function;
  private final int inputBits;
  private final int outputBits;
  private final FixedPoint fixed;
  private final CircuitSubject circuit;
  private final int beyond;
  private final double worst;
  private final String growth;

  FixedSubject(SparseFunction function, int inputBits, int outputBits, int sampled, long seed) {
    this.function = function;
    this.inputBits = inputBits;
    this.outputBits = outputBits;
    this.fixed = FixedPoint.compile(function, inputBits, outputBits);
    if (fixed.circuit().outputs() == 0 || fixed.circuit().inputs() == 0) {
      throw new InvalidInputException("the function has no inputs or outputs to compile");
    }
    this.circuit = new CircuitSubject("", fixed.circuit(), sampled, seed, List.of());
    int many = 0;
    double largest = 0;
    for (int i = 0; i < circuit.cases(); i++) {
      double error = error(i);
      many += error <= Math.scalb(1.0, -outputBits) ? 0 : 1;
      largest = error <= largest ? largest : error;
    }
    this.beyond = many;
    this.worst = largest;
    this.growth = growth();
  }

  @Override
  public String sentence() {
    return "a real function of %d inputs, at %d bits each and an error of at most 2^-%d"
        .formatted(function.inputs().size(), inputBits, outputBits);
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.plain("nodes of the real graph", function.graph().nodes()));
    facts.add(Fact.plain("its nodes at fan-in 2", function.graph().binarisedNodes()));
    facts.add(Fact.plain("bits behind the point inside", fixed.fraction()));
    facts.add(Fact.exactly("inputs off by more than 2^-m", beyond, "0", 0));
    facts.addAll(circuit.facts());
    return facts;
  }

  private double error(int number) {
    double[] row = circuit.row(number);
    boolean[] bits = new boolean[row.length];
    for (int i = 0; i < row.length; i++) {
      bits[i] = row[i] == 1;
    }
    return fixed.error(List.of(bits));
  }

  @Override
  public SparseGraph graph() {
    return circuit.graph();
  }

  @Override
  public ExactNetwork network() {
    return circuit.network();
  }

  @Override
  public Preprocessing preprocessing() {
    return circuit.preprocessing();
  }

  @Override
  public int cases() {
    return circuit.cases();
  }

  @Override
  public boolean complete() {
    return circuit.complete();
  }

  @Override
  public String caseName() {
    return circuit.caseName();
  }

  @Override
  public double[] row(int number) {
    return circuit.row(number);
  }

  @Override
  public double[] expected(int number) {
    return circuit.expected(number);
  }

  @Override
  public String text(int number) {
    return circuit.text(number);
  }

  @Override
  public Optional<Circuit> circuit() {
    return circuit.circuit();
  }

  @Override
  public List<GraphPicture> pictures() {
    return List.of();
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        String.format(
            Locale.ROOT,
            "The sup error over %s is %.3g; %.3g is proven for every input, and 2^-%d = %.3g is"
                + " allowed.",
            complete() ? "all inputs" : String.format(Locale.ROOT, "%,d random inputs", cases()),
            worst,
            fixed.certifiedError(),
            outputBits,
            Math.scalb(1.0, -outputBits)));
    remarks.add(growth);
    return remarks;
  }

  private String growth() {
    double[] bits = new double[FITTED.length];
    double[] gates = new double[FITTED.length];
    StringBuilder counts = new StringBuilder();
    for (int i = 0; i < FITTED.length; i++) {
      bits[i] = FITTED[i];
      gates[i] = FixedPoint.compile(function, FITTED[i], FITTED[i]).circuit().gates();
      counts.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%,.0f", gates[i]));
    }
    return String.format(
        Locale.ROOT,
        "Size grows as bits^%.2f: %s gates at n = m = 4, 6, 8, 11 (before minimisation).",
        LineFit.logLog(bits, gates).slope(),
        counts);
  }

  @Override
  public Lessons lessons(long seed) {
    return circuit.lessons(seed);
  }

  @Override
  public Optional<PairsTable> pairs() {
    return circuit.pairs();
  }
}
