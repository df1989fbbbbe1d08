package io.fanin.function;

import io.fanin.expression.Interval;
import java.util.List;
import java.util.stream.IntStream;

/** A constituent of Java code with declared data; equal to itself alone. */
final class Coded implements Constituent {
  private static final double STEP = Math.scalb(1.0, -17);

  private final int arity;
  private final Value value;
  private final Gradient gradient;
  private final Smoothness smoothness;
  private final double[] lipschitz;

  Coded(int arity, Value value, Gradient gradient, Smoothness smoothness, double... lipschitz) {
    if (arity < 1) {
      throw new IllegalArgumentException("a constituent has at least 1 argument, not " + arity);
    }
    if (lipschitz.length != arity) {
      throw new IllegalArgumentException(
          "declare " + arity + " Lipschitz constants, not " + lipschitz.length);
    }
    for (double constant : lipschitz) {
      if (!(constant >= 0)) {
        throw new IllegalArgumentException("a Lipschitz constant is at least 0, not " + constant);
      }
    }
    this.arity = arity;
    this.value = value;
    this.gradient = gradient;
    this.smoothness = smoothness;
    this.lipschitz = lipschitz.clone();
  }

  static Gradient differences(Value value) {
    return (args, out) -> {
      double[] moved = args.clone();
      for (int i = 0; i < args.length; i++) {
        double h = STEP * Math.max(1, Math.abs(args[i]));
        moved[i] = args[i] + h;
        double up = moved[i];
        double above = value.of(moved);
        moved[i] = args[i] - h;
        out[i] = (above - value.of(moved)) / (up - moved[i]);
        moved[i] = args[i];
      }
    };
  }

  @Override
  public int arity() {
    return arity;
  }

  @Override
  public double value(double[] args) {
    return value.of(args);
  }

  @Override
  public void gradient(double[] args, double[] out) {
    gradient.of(args, out);
  }

  @Override
  public Smoothness smoothness() {
    return smoothness;
  }

  @Override
  public double lipschitz(int arg, List<Interval> box) {
    return lipschitz[arg];
  }

  @Override
  public List<String> arguments() {
    return IntStream.rangeClosed(1, arity).mapToObj(i -> "x" + i).toList();
  }
}
