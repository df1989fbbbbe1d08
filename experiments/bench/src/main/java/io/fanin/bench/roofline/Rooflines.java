package io.fanin.bench.roofline;

import io.fanin.bench.process.ChildJvm;
import java.util.List;

/** Measures rooflines in a process of their own. */
public final class Rooflines {
  /**
   * The compiler finishes before the loop goes on, and skips its first tier, in which vectors are
   * objects: a busy machine might hold it up for longer than the measurement takes.
   */
  private static final List<String> FLAGS =
      List.of("--add-modules", "jdk.incubator.vector", "-Xbatch", "-XX:-TieredCompilation");

  private static final double SECONDS = 0.1;
  private static final double QUICK_SECONDS = 0.03;

  private Rooflines() {}

  /**
   * Measures some seconds long; nothing else should run meanwhile.
   *
   * @param threads at once, at least 1
   * @param quick whether about a second is enough
   */
  public static Roofline measure(int threads, boolean quick) {
    ChildJvm jvm = ChildJvm.like(FLAGS);
    double seconds = quick ? QUICK_SECONDS : SECONDS;
    List<String> lines =
        jvm.run(RooflineProbe.class, List.of(String.valueOf(threads), String.valueOf(seconds)));
    return RooflineText.parse(lines.get(lines.size() - 1));
  }
}
