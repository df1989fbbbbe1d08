package io.fanin.models.basis;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import io.fanin.kernel.Basis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** From the text of {@link Basis#id} back to the basis. */
public final class Bases {
  private static final Map<String, List<String>> FAMILIES =
      Map.of(
          "bspline", List.of("degree", "intervals", "low", "high"),
          "chebyshev", List.of("degree", "low", "high"),
          "legendre", List.of("degree", "low", "high"),
          "monomial", List.of("degree"),
          "fourier", List.of("frequencies", "period"),
          "silu", List.of());
  private static final int MAX_LENGTH = 1000;

  private Bases() {}

  /**
   * The basis of an id, such as {@code "silu()+bspline(degree=3,intervals=5,low=-1,high=1)"}.
   *
   * @throws InvalidInputException if the text is not the id of a basis of this package
   */
  public static Basis parse(String id) {
    if (id.length() > MAX_LENGTH) {
      throw bad(id.substring(0, 40) + "…", "is longer than " + MAX_LENGTH + " characters");
    }
    List<Basis> parts = new ArrayList<>();
    // A plus sign may also stand in an exponent, as in 1E+23.
    for (String part : id.split("(?<=\\))\\+", -1)) {
      parts.add(part(id, part));
    }
    Basis basis = parts.size() == 1 ? parts.get(0) : new Stacked(parts);
    if (!basis.id().equals(id)) {
      throw bad(id, "is not in canonical form; write '" + basis.id() + "'");
    }
    return basis;
  }

  private static Basis part(String id, String part) {
    int open = part.indexOf('(');
    if (open < 0 || !part.endsWith(")")) {
      throw bad(id, "must read family(key=value,…)");
    }
    String family = part.substring(0, open);
    List<String> keys = FAMILIES.get(family);
    if (keys == null) {
      String hint = Suggestions.hint(family, FAMILIES.keySet());
      throw bad(id, "names the unknown family '" + family + "'" + hint);
    }
    SortedMap<String, Double> values = arguments(id, part.substring(open + 1, part.length() - 1));
    if (!values.keySet().equals(Set.copyOf(keys))) {
      throw bad(id, "must give %s exactly %s".formatted(family, keys));
    }
    try {
      return make(id, family, values);
    } catch (IllegalArgumentException e) {
      throw bad(id, "is out of range: " + e.getMessage());
    }
  }

  private static SortedMap<String, Double> arguments(String id, String text) {
    SortedMap<String, Double> values = new TreeMap<>();
    List<String> pairs = text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw bad(id, "has '" + pair + "' where key=value must stand");
      }
      values.put(pair.substring(0, equals), number(id, pair.substring(equals + 1)));
    }
    return values;
  }

  private static double number(String id, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(id, "has '" + text + "' where a number must stand");
    }
  }

  private static Basis make(String id, String family, SortedMap<String, Double> v) {
    return switch (family) {
      case "bspline" ->
          new BSpline(
              whole(id, v, "degree"), whole(id, v, "intervals"), real(v, "low"), real(v, "high"));
      case "chebyshev" -> new Chebyshev(whole(id, v, "degree"), real(v, "low"), real(v, "high"));
      case "legendre" -> new Legendre(whole(id, v, "degree"), real(v, "low"), real(v, "high"));
      case "monomial" -> new Monomial(whole(id, v, "degree"));
      case "fourier" -> new Fourier(whole(id, v, "frequencies"), real(v, "period"));
      default -> new Silu();
    };
  }

  private static double real(SortedMap<String, Double> values, String key) {
    return values.getOrDefault(key, Double.NaN);
  }

  private static int whole(String id, SortedMap<String, Double> values, String key) {
    double value = real(values, key);
    if (value != (int) value) {
      throw bad(id, key + " must be a whole number");
    }
    return (int) value;
  }

  private static InvalidInputException bad(String id, String problem) {
    return new InvalidInputException("basis '" + id + "' " + problem);
  }
}
