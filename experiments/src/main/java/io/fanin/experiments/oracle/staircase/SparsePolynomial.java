package io.fanin.experiments.oracle.staircase;

import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.function.Constituent;
import io.fanin.function.SparseFunction;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A polynomial in {@code z1, z2, …} as its terms: exponents with their coefficients, in one of
 * three bases. Immutable.
 *
 * <p>In the basis of signs exponents are 0 or 1, since {@code z^2 = 1}; in Hermite's basis an
 * exponent {@code k} stands for the probabilists' {@code He_k}, not divided by anything.
 */
public final class SparsePolynomial {
  /** What a term's exponents mean. */
  public enum Basis {
    /** Powers. */
    MONOMIALS,
    /** Characters of signs: products of different variables. */
    SIGNS,
    /** Products of {@code He_k} of single variables. */
    HERMITE
  }

  /**
   * One term.
   *
   * @param exponents of each variable, {@code [variables]}; unmodifiable
   * @param coefficient not 0
   */
  public record Term(List<Integer> exponents, double coefficient) {
    /** Copies the list. */
    public Term {
      exponents = List.copyOf(exponents);
    }

    /** The sum of the exponents. */
    public int degree() {
      return exponents.stream().mapToInt(Integer::intValue).sum();
    }

    /** Such as {@code z1*z3^2} or {@code He(2, z1)*z3}, without the coefficient. */
    public String text(Basis basis) {
      List<String> factors = new ArrayList<>();
      for (int i = 0; i < exponents.size(); i++) {
        int k = exponents.get(i);
        String name = "z" + (i + 1);
        if (k == 1) {
          factors.add(name);
        } else if (k > 1) {
          factors.add(basis == Basis.HERMITE ? "He(" + k + ", " + name + ")" : name + "^" + k);
        }
      }
      return factors.isEmpty() ? "1" : String.join("*", factors);
    }
  }

  private static final Pattern NAME = Pattern.compile("z[1-9][0-9]{0,2}");
  private static final int MOST_TERMS = 100_000;
  static final Comparator<List<Integer>> ORDER =
      Comparator.<List<Integer>>comparingInt(e -> e.stream().mapToInt(Integer::intValue).sum())
          .thenComparing(e -> e.toString().length())
          .thenComparing(Comparator.comparing(List<Integer>::toString).reversed());

  private final int variables;
  private final Basis basis;
  private final TreeMap<List<Integer>, Double> terms;

  private SparsePolynomial(int variables, Basis basis, TreeMap<List<Integer>, Double> terms) {
    this.variables = variables;
    this.basis = basis;
    this.terms = terms;
    terms.values().removeIf(c -> c == 0);
  }

  /**
   * Reads a polynomial such as {@code z1 + z1*z2}, with {@code He(k, z1)} for Hermite's.
   *
   * @return in monomials, of as many variables as the highest that is named
   * @throws InvalidInputException if the text is none
   */
  public static SparsePolynomial parse(String text) {
    Expression expression = new ExpressionReader("polynomial", text).read();
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String name : expression.variables()) {
      if (!NAME.matcher(name).matches()) {
        throw InvalidInputException.in(
            "polynomial", "'" + name + "' is not one of the variables z1, z2, …");
      }
      numbers.add(Integer.parseInt(name.substring(1)));
    }
    if (numbers.isEmpty()) {
      throw InvalidInputException.in(
          "polynomial", "'" + text + "' names none of the variables z1, z2, …");
    }
    int variables = numbers.last();
    TreeMap<List<Integer>, Double> terms =
        new Expansion(variables, name -> unit(variables, Integer.parseInt(name.substring(1)) - 1))
            .of(expression);
    return new SparsePolynomial(variables, Basis.MONOMIALS, terms);
  }

  /**
   * The polynomial that a function's output is in its inputs; a bit is {@code (1 - z) / 2}, with z
   * its sign.
   *
   * @param function of numbers, signs and bits whose constituents on the way are sums and products
   * @param output from 0
   * @return in monomials, variable i for input i
   * @throws InvalidInputException if the output is no polynomial, or one of too many terms
   */
  public static SparsePolynomial of(SparseFunction function, int output) {
    int variables = function.inputs().size();
    SparseGraph graph = function.graph();
    int root = graph.outputs()[output];
    Map<Integer, TreeMap<List<Integer>, Double>> known = new HashMap<>();
    graph.lightCone(root).stream()
        .forEach(v -> known.put(v, v < variables ? input(function, v) : node(function, v, known)));
    return new SparsePolynomial(
        variables, Basis.MONOMIALS, new TreeMap<>(Objects.requireNonNull(known.get(root))));
  }

  private static TreeMap<List<Integer>, Double> input(SparseFunction function, int i) {
    int variables = function.inputs().size();
    TreeMap<List<Integer>, Double> z = unit(variables, i);
    return switch (function.inputs().get(i).type().kind()) {
      case BIT -> {
        TreeMap<List<Integer>, Double> bit = constant(variables, 0.5);
        bit.putAll(times(constant(variables, -0.5), z));
        yield bit;
      }
      case REAL, SIGN -> z;
      default ->
          throw InvalidInputException.in(
              "polynomial",
              "input '%s' is %s; polynomials are those of numbers, signs and bits"
                  .formatted(function.inputs().get(i).name(), function.inputs().get(i).type()));
    };
  }

  private static TreeMap<List<Integer>, Double> node(
      SparseFunction function, int v, Map<Integer, TreeMap<List<Integer>, Double>> known) {
    Constituent constituent = function.constituent(v);
    Expression expression =
        constituent
            .expression()
            .orElseThrow(
                () ->
                    InvalidInputException.in(
                        "polynomial",
                        "node '%s' is Java code; give it a formula"
                            .formatted(function.graph().name(v))));
    int[] reads = function.graph().reads(v);
    Map<String, TreeMap<List<Integer>, Double>> arguments = new HashMap<>();
    for (int k = 0; k < reads.length; k++) {
      arguments.put(constituent.arguments().get(k), Objects.requireNonNull(known.get(reads[k])));
    }
    return new Expansion(
            function.inputs().size(), name -> Objects.requireNonNull(arguments.get(name)))
        .of(expression);
  }

  private static TreeMap<List<Integer>, Double> unit(int variables, int i) {
    double[] unit = new double[variables];
    unit[i] = 1;
    return linear(unit);
  }

  /** A polynomial with these terms; equal exponents are added up. */
  public static SparsePolynomial of(int variables, Basis basis, List<Term> terms) {
    TreeMap<List<Integer>, Double> map = new TreeMap<>(ORDER);
    for (Term term : terms) {
      if (term.exponents().size() != variables) {
        throw new IllegalArgumentException(
            "a term has " + term.exponents().size() + " exponents, must have " + variables);
      }
      map.merge(term.exponents(), term.coefficient(), Double::sum);
    }
    return new SparsePolynomial(variables, basis, map);
  }

  /** How many variables. */
  public int variables() {
    return variables;
  }

  /** What exponents mean. */
  public Basis basis() {
    return basis;
  }

  /** The terms by degree, then by exponents; none has the coefficient 0. */
  public List<Term> terms() {
    List<Term> all = new ArrayList<>();
    terms.forEach((exponents, c) -> all.add(new Term(exponents, c)));
    return all;
  }

  /** The terms of degree 1 or more. */
  public List<Term> nonConstant() {
    return terms().stream().filter(t -> t.degree() > 0).toList();
  }

  /** As a function of signs: every square is 1, so only parities of exponents remain. */
  public SparsePolynomial inSigns() {
    require(Basis.MONOMIALS);
    TreeMap<List<Integer>, Double> reduced = new TreeMap<>(ORDER);
    terms.forEach(
        (exponents, c) ->
            reduced.merge(exponents.stream().map(k -> k % 2).toList(), c, Double::sum));
    return new SparsePolynomial(variables, Basis.SIGNS, reduced);
  }

  /** The same function in Hermite's basis: {@code z^k = sum_j k!/(2^j j! (k-2j)!) He_(k-2j)(z)}. */
  public SparsePolynomial inHermite() {
    require(Basis.MONOMIALS);
    TreeMap<List<Integer>, Double> current = new TreeMap<>(terms);
    for (int i = 0; i < variables; i++) {
      TreeMap<List<Integer>, Double> next = new TreeMap<>(ORDER);
      int variable = i;
      current.forEach(
          (exponents, c) -> {
            int k = exponents.get(variable);
            double factor = 1;
            for (int j = 0; 2 * j <= k; j++) {
              List<Integer> lower = new ArrayList<>(exponents);
              lower.set(variable, k - 2 * j);
              next.merge(List.copyOf(lower), c * factor, Double::sum);
              factor *= (k - 2 * j) * (k - 2 * j - 1) / (2.0 * (j + 1));
            }
          });
      current = next;
    }
    return new SparsePolynomial(variables, Basis.HERMITE, current);
  }

  /**
   * The polynomial in new variables {@code y}, {@code z = rotation y}.
   *
   * @param rotation {@code [variables][variables]}
   */
  public SparsePolynomial rotated(double[][] rotation) {
    require(Basis.MONOMIALS);
    TreeMap<List<Integer>, Double> sum = new TreeMap<>(ORDER);
    for (Term term : terms()) {
      TreeMap<List<Integer>, Double> product = constant(variables, term.coefficient());
      for (int i = 0; i < variables; i++) {
        for (int k = 0; k < term.exponents().get(i); k++) {
          product = times(product, linear(rotation[i]));
        }
      }
      product.forEach((e, c) -> sum.merge(e, c, Double::sum));
    }
    return new SparsePolynomial(variables, Basis.MONOMIALS, sum);
  }

  /** The value, for monomials or signs. */
  public double value(double[] z) {
    if (basis == Basis.HERMITE) {
      throw new IllegalStateException("values are taken in monomials or signs");
    }
    double sum = 0;
    for (Map.Entry<List<Integer>, Double> term : terms.entrySet()) {
      double product = term.getValue();
      for (int i = 0; i < variables; i++) {
        for (int k = 0; k < term.getKey().get(i); k++) {
          product *= z[i];
        }
      }
      sum += product;
    }
    return sum;
  }

  private void require(Basis expected) {
    if (basis != expected) {
      throw new IllegalStateException("the polynomial is in " + basis + ", must be in " + expected);
    }
  }

  static TreeMap<List<Integer>, Double> constant(int variables, double value) {
    TreeMap<List<Integer>, Double> one = new TreeMap<>(ORDER);
    one.put(java.util.Collections.nCopies(variables, 0), value);
    return one;
  }

  static TreeMap<List<Integer>, Double> linear(double[] coefficients) {
    TreeMap<List<Integer>, Double> line = new TreeMap<>(ORDER);
    for (int i = 0; i < coefficients.length; i++) {
      if (coefficients[i] != 0) {
        List<Integer> unit = new ArrayList<>(java.util.Collections.nCopies(coefficients.length, 0));
        unit.set(i, 1);
        line.put(List.copyOf(unit), coefficients[i]);
      }
    }
    return line;
  }

  static TreeMap<List<Integer>, Double> times(
      TreeMap<List<Integer>, Double> a, TreeMap<List<Integer>, Double> b) {
    TreeMap<List<Integer>, Double> product = new TreeMap<>(ORDER);
    a.forEach(
        (ea, ca) ->
            b.forEach(
                (eb, cb) -> {
                  List<Integer> sum = new ArrayList<>();
                  for (int i = 0; i < ea.size(); i++) {
                    sum.add(ea.get(i) + eb.get(i));
                  }
                  product.merge(List.copyOf(sum), ca * cb, Double::sum);
                }));
    if (product.size() > MOST_TERMS) {
      throw new InvalidInputException(
          "the polynomial has more than "
              + MOST_TERMS
              + " terms when multiplied out; take a simpler one");
    }
    return product;
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (Term term : terms()) {
      double c = term.coefficient();
      parts.add((c == 1 ? "" : c + "*") + term.text(basis));
    }
    return parts.isEmpty() ? "0" : String.join(" + ", parts);
  }
}
