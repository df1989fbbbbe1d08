package io.fanin.bench;

import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Kernels;
import io.fanin.testkit.TrainingShape;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a shape in a fresh JVM and says how it warms up.
 *
 * <p>Arguments: {@code shape threads seconds [device]}. Prints one line: seconds until steps are
 * within 10% of their final speed, seconds of a step then, bytes that the calling thread allocates
 * in a step then.
 */
public final class StartProbe {
  private static final double NEAR = 1.1;
  private static final int TAIL = 4;
  private static final int IN_A_ROW = 3;
  private static final double PIECE = 0.02;
  private static final int COUNTED = 1000;

  private StartProbe() {}

  /** A piece of the run: when it ended, and seconds of a step in it. */
  record Piece(double end, double step) {}

  /** Where the process enters. */
  public static void main(String[] arguments) {
    TrainingShape shape = new Selection().of(arguments[0]).get(0);
    Kernels kernels = Kernels.discover();
    if (arguments.length > 3) {
      kernels = kernels.only(arguments[3]);
    }
    PrintStream out = System.out;
    try (Device device = kernels.choose(shape.plan(), DType.FLOAT).open()) {
      long start = System.nanoTime();
      try (OwnStep step = new OwnStep(device, shape, Integer.parseInt(arguments[1]))) {
        List<Piece> pieces = pieces(step, start, Double.parseDouble(arguments[2]));
        double last = finalStep(pieces);
        double bytes = (double) step.allocated(COUNTED) / COUNTED;
        out.println(warmUp(pieces, last) + " " + last + " " + bytes);
      }
    }
  }

  private static List<Piece> pieces(OwnStep step, long start, double seconds) {
    List<Piece> pieces = new ArrayList<>();
    double each = step.secondsPerStep(1);
    double passed;
    do {
      each = step.secondsPerStep((int) Math.max(1, Math.min(1e6, PIECE / each)));
      passed = (System.nanoTime() - start) * 1e-9;
      pieces.add(new Piece(passed, each));
    } while (passed < seconds);
    return pieces;
  }

  /** Median of the last quarter. */
  static double finalStep(List<Piece> pieces) {
    int from = pieces.size() - Math.max(1, pieces.size() / TAIL);
    double[] steps =
        pieces.subList(from, pieces.size()).stream().mapToDouble(Piece::step).toArray();
    return new Timing(steps).median();
  }

  /** End of the first of three pieces in a row that are near the final speed. */
  static double warmUp(List<Piece> pieces, double last) {
    int row = 0;
    for (int i = 0; i < pieces.size(); i++) {
      row = pieces.get(i).step() <= NEAR * last ? row + 1 : 0;
      if (row == IN_A_ROW) {
        return pieces.get(i - IN_A_ROW + 1).end();
      }
    }
    return pieces.get(pieces.size() - 1).end();
  }
}
