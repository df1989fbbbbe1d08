package io.fanin.function;

import io.fanin.expression.Expression;
import io.fanin.expression.ExpressionReader;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A sparse polynomial of signs or normal inputs, such as the staircase {@code z1 + z1*z2 +
 * z1*z2*z3}, among inputs that do not matter (Abbe et al. 2022). One node reads the inputs that
 * matter.
 */
final class StaircaseTarget implements TargetProvider {
  private static final Pattern NAME = Pattern.compile("z[1-9][0-9]{0,5}");
  private static final Key<Integer> INPUTS =
      Key.integer("n", 20, "Number of inputs z1, z2, ….").between(1, 100_000);
  private static final Key<String> POLYNOMIAL =
      Key.text("polynomial", "z1 + z1*z2 + z1*z2*z3", "A polynomial in z1, z2, ….");
  private static final Key<String> LAW =
      Key.choice("law", "sign", "Signs or standard normal inputs.", "sign", "normal");

  @Override
  public String id() {
    return "staircase";
  }

  @Override
  public String description() {
    return "a polynomial of a few of n signs or normal inputs, by default a staircase";
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(INPUTS, POLYNOMIAL, LAW);
  }

  @Override
  public SparseFunction create(Settings settings, long seed) {
    int n = settings.get(INPUTS);
    Expression polynomial = new ExpressionReader("polynomial", settings.get(POLYNOMIAL)).read();
    OptionalInt degree = polynomial.degree();
    if (degree.isEmpty() || degree.getAsInt() < 1) {
      throw InvalidInputException.in(
          "polynomial", "'" + polynomial + "' is not a polynomial of degree 1 or more");
    }
    TreeSet<String> reads = new TreeSet<>(Comparator.comparingInt(StaircaseTarget::number));
    reads.addAll(polynomial.variables());
    checkAtMost("the highest input", number(reads.last()), n);
    boolean normal = settings.get(LAW).equals("normal");
    InputLaw law = normal ? new InputLaw.Normal(0, 1) : new InputLaw.Rademacher(0.5);
    SparseFunctionBuilder builder = SparseFunction.builder();
    for (int i = 1; i <= n; i++) {
      builder.input("z" + i, law);
    }
    return builder.node("y", polynomial, List.copyOf(reads)).build();
  }

  private static int number(String name) {
    if (!NAME.matcher(name).matches()) {
      throw InvalidInputException.in(
          "polynomial", "'" + name + "' is not one of the inputs z1, z2, …");
    }
    return Integer.parseInt(name.substring(1));
  }

  static void checkAtMost(String what, int value, int n) {
    if (value > n) {
      throw new InvalidInputException(
          what + " is " + value + ", above the number of inputs n = " + n + "; raise n");
    }
  }
}
