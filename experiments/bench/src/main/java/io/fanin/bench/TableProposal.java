package io.fanin.bench;

import io.fanin.kernels.cpu.ChoiceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which table of engines follows from measured ratios: oneDNN gets plans from the narrowest width
 * on from which all wider classes are faster there.
 *
 * <p>Of a class, the geometric mean over its shapes counts. One that is within 5% of even stays
 * where the table in use has it, for a new table costs every trial its identity.
 */
final class TableProposal {
  private static final double TIE = 1.05;

  private final NavigableMap<Integer, List<Double>> besideVectors = new TreeMap<>();
  private final NavigableMap<Integer, List<Double>> besidePlain = new TreeMap<>();

  /**
   * Notes a shape.
   *
   * @param width its class, see {@link ChoiceTable#width}
   * @param ratio how many times faster oneDNN is than the vector engine
   */
  void besideVectors(int width, double ratio) {
    besideVectors.computeIfAbsent(width, w -> new ArrayList<>()).add(ratio);
  }

  /** Notes a shape; likewise, against plain Java. */
  void besidePlain(int width, double ratio) {
    besidePlain.computeIfAbsent(width, w -> new ArrayList<>()).add(ratio);
  }

  /** The proposal: the table in use if nothing changes, else the next version. */
  ChoiceTable table(ChoiceTable now) {
    int vectors = narrowest(besideVectors, now.besideVectors());
    int plain = narrowest(besidePlain, now.besidePlain());
    boolean same = vectors == now.besideVectors() && plain == now.besidePlain();
    return same ? now : new ChoiceTable(now.version() + 1, vectors, plain);
  }

  private static int narrowest(NavigableMap<Integer, List<Double>> classes, int now) {
    if (classes.isEmpty()) {
      return now;
    }
    int width = ChoiceTable.NEVER;
    int slower = 0;
    for (Map.Entry<Integer, List<Double>> one : classes.descendingMap().entrySet()) {
      double mean = mean(one.getValue());
      if (!(mean >= TIE || mean > 1 / TIE && one.getKey() >= now)) {
        slower = one.getKey();
        break;
      }
      width = one.getKey();
    }
    // between two classes nothing is known: where the table in use lies there, it stays
    return slower < now && now <= width && width != ChoiceTable.NEVER ? now : width;
  }

  private static double mean(List<Double> ratios) {
    double sum = 0;
    for (double ratio : ratios) {
      sum += StrictMath.log(ratio);
    }
    return StrictMath.exp(sum / ratios.size());
  }
}
