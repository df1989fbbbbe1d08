package io.fanin.models.basis;

import io.fanin.kernel.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a basis to the same with finer B-splines, and from coefficients to coefficients. */
public final class Refinement {
  private final Basis from;
  private final Basis to;
  private final List<Part> parts;

  private Refinement(Basis from, Basis to, List<Part> parts) {
    this.from = from;
    this.to = to;
    this.parts = parts;
  }

  /** Coefficients of one part of the basis: a fit, or none where they stay. */
  private record Part(int oldSize, int newSize, Optional<SplineFit> fit) {}

  /**
   * The refinement of a basis, or nothing if it has no B-spline.
   *
   * @param intervals of the new grid, in the range of {@link BSpline}
   */
  public static Optional<Refinement> of(Basis basis, int intervals) {
    List<Basis> before = basis instanceof Stacked stacked ? stacked.parts() : List.of(basis);
    List<Basis> after = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (Basis b : before) {
      if (b instanceof BSpline spline) {
        BSpline finer = spline.withIntervals(intervals);
        after.add(finer);
        parts.add(new Part(b.size(), finer.size(), Optional.of(new SplineFit(spline, finer))));
      } else {
        after.add(b);
        parts.add(new Part(b.size(), b.size(), Optional.empty()));
      }
    }
    if (parts.stream().noneMatch(p -> p.fit().isPresent())) {
      return Optional.empty();
    }
    Basis to = after.size() == 1 ? after.get(0) : new Stacked(after);
    return Optional.of(new Refinement(basis, to, List.copyOf(parts)));
  }

  /** The basis refined. */
  public Basis from() {
    return from;
  }

  /** The finer basis. */
  public Basis to() {
    return to;
  }

  /**
   * Writes the coefficients {@code out[outAt … outAt + to().size())} of the function whose old ones
   * are {@code in[at … at + from().size())}.
   */
  public void coefficients(double[] in, int at, double[] out, int outAt) {
    int read = at;
    int write = outAt;
    for (Part part : parts) {
      if (part.fit().isPresent()) {
        part.fit().get().fit(in, read, out, write);
      } else {
        System.arraycopy(in, read, out, write, part.oldSize());
      }
      read += part.oldSize();
      write += part.newSize();
    }
  }
}
