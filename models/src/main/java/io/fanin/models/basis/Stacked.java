package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several bases, one after the other.
 *
 * @param parts at least two, none of them stacked itself
 */
public record Stacked(List<Basis> parts) implements Basis {
  /** Copies the list and checks it. */
  public Stacked {
    parts = List.copyOf(parts);
    if (parts.size() < 2 || parts.stream().anyMatch(Stacked.class::isInstance)) {
      throw new IllegalArgumentException(
          "a stacked basis needs at least two parts that are not stacked, has " + parts);
    }
  }

  /** The parts in order. */
  public static Stacked of(Basis... parts) {
    return new Stacked(List.of(parts));
  }

  @Override
  public String id() {
    return parts.stream().map(Basis::id).collect(Collectors.joining("+"));
  }

  @Override
  public int size() {
    int sum = 0;
    for (Basis part : parts) {
      sum += part.size();
    }
    return sum;
  }

  @Override
  public void values(double x, double[] out, int at) {
    int offset = at;
    for (Basis part : parts) {
      part.values(x, out, offset);
      offset += part.size();
    }
  }

  @Override
  public void derivatives(double x, double[] out, int at) {
    int offset = at;
    for (Basis part : parts) {
      part.derivatives(x, out, offset);
      offset += part.size();
    }
  }
}
