package io.fanin.bench.roofline;

import io.fanin.bench.process.ChildJvm;
import io.fanin.bench.process.Clock;
import java.util.List;

/** Measures rooflines in a process of their own. */
public final class Rooflines {
  /**
   * The compiler finishes before a loop goes on, soon, without its first tier (in which vectors are
   * objects, and from which a busy machine may not get away for longer than the measurement takes),
   * and never merges a loop with its caller, where its vectors might become objects again.
   */
  private static final List<String> FLAGS =
      List.of(
          "--add-modules",
          "jdk.incubator.vector",
          "-Xbatch",
          "-XX:-TieredCompilation",
          "-XX:CompileThreshold=1000",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline,io.fanin.bench.roofline.VectorLoops::*");

  private static final double SECONDS = 0.1;
  private static final double QUICK_SECONDS = 0.03;

  private Rooflines() {}

  /**
   * Measures some seconds long; nothing else should run meanwhile.
   *
   * @param threads at once, at least 1
   * @param quick whether some seconds are enough
   * @param clock what the loops are timed by: each thread by its own processor time, or all by the
   *     wall
   */
  public static Roofline measure(int threads, boolean quick, Clock clock) {
    ChildJvm jvm = ChildJvm.like(FLAGS);
    double seconds = quick ? QUICK_SECONDS : SECONDS;
    List<String> lines =
        jvm.run(
            RooflineProbe.class,
            List.of(String.valueOf(threads), String.valueOf(seconds), clock.name()));
    return RooflineText.parse(lines.get(lines.size() - 1));
  }
}
