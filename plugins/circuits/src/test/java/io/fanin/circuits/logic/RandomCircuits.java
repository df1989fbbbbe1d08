package io.fanin.circuits.logic;

import io.fanin.random.RandomStream;

/** Seeded circuits for tests. */
public final class RandomCircuits {
  private RandomCircuits() {}

  /** Gates of arity up to {@code arity} with random tables; the last few are outputs. */
  public static Circuit of(int inputs, int gates, int arity, long seed) {
    RandomStream random = RandomStream.of(seed, "random-circuit");
    Circuit.Builder builder = Circuit.builder();
    for (int i = 0; i < inputs; i++) {
      builder.input("x" + i);
    }
    for (int g = 0; g < gates; g++) {
      int[] reads = new int[random.nextInt(arity + 1)];
      for (int i = 0; i < reads.length; i++) {
        reads[i] = random.nextInt(inputs + g);
      }
      builder.gate(random.nextLong(), reads);
    }
    for (int i = 0; i < 4; i++) {
      builder.output("y" + i, random.nextInt(inputs + gates));
    }
    return builder.output("last", inputs + gates - 1).build();
  }

  /** Whether both give the same on 64 random rows, as many times as asked. */
  public static boolean equal(Circuit a, Circuit b, int times, long seed) {
    RandomStream random = RandomStream.of(seed, "random-rows");
    for (int t = 0; t < times; t++) {
      long[] rows = new long[a.inputs()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = random.nextLong();
      }
      if (!java.util.Arrays.equals(a.evaluate(rows), b.evaluate(rows))) {
        return false;
      }
    }
    return true;
  }
}
