package io.fanin.expression;

import java.util.Comparator;
import java.util.List;

/**
 * The canonical order of terms and factors: variables by name and index, then calls, then numbers.
 */
final class Order implements Comparator<Expression> {
  static final Order CANONICAL = new Order();

  private Order() {}

  @Override
  public int compare(Expression a, Expression b) {
    if (a == b) {
      return 0;
    }
    int kinds = Integer.compare(kind(a), kind(b));
    if (kinds != 0) {
      return kinds;
    }
    if (a instanceof Variable x && b instanceof Variable y) {
      return names(x.name(), y.name());
    }
    if (a instanceof Call x && b instanceof Call y) {
      return calls(x, y);
    }
    return Double.compare(((Constant) a).value(), ((Constant) b).value());
  }

  private static int kind(Expression expression) {
    if (expression instanceof Variable) {
      return 0;
    }
    return expression instanceof Call ? 1 : 2;
  }

  /** {@code x[2]} comes before {@code x[10]}. */
  private static int names(String a, String b) {
    int bracketA = a.indexOf('[');
    int bracketB = b.indexOf('[');
    boolean sameWord = bracketA > 0 && bracketA == bracketB && a.regionMatches(0, b, 0, bracketA);
    return sameWord && a.length() != b.length()
        ? Integer.compare(a.length(), b.length())
        : a.compareTo(b);
  }

  private int calls(Call a, Call b) {
    int operations = a.operation().compareTo(b.operation());
    return operations != 0 ? operations : lists(a.arguments(), b.arguments());
  }

  private int lists(List<Expression> a, List<Expression> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
