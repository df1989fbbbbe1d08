package io.fanin.experiments.report;

import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one series looks, on the page and on paper alike.
 *
 * <p>Colours are those of Okabe and Ito, "Color universal design" (2008), which readers with any
 * kind of colour vision tell apart; shapes and dashes say the same once more.
 *
 * @param colour index into the palette; {@link #INK} is the colour of text
 * @param marker index of the shape
 * @param dash index of the dash pattern of a theory line
 */
record SeriesStyle(int colour, int marker, int dash) {
  static final int INK = -1;
  static final int COLOURS = 7;
  static final int MARKERS = 4;

  private static final int[] LIGHT = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8A7A00
  };

  /** The colour on white. */
  int rgb() {
    return colour == INK ? 0x333333 : LIGHT[colour];
  }

  /** One style per series; series of a group share colour and shape. */
  static List<SeriesStyle> of(Figure figure) {
    Map<String, Integer> measured = new LinkedHashMap<>();
    for (Series series : figure.series()) {
      if (series.kind() != Series.Kind.THEORY_LINE) {
        measured.putIfAbsent(series.group(), measured.size());
      }
    }
    List<SeriesStyle> styles = new ArrayList<>();
    int theories = 0;
    for (Series series : figure.series()) {
      int group = measured.getOrDefault(series.group(), INK);
      boolean alone = group == INK && series.kind() == Series.Kind.THEORY_LINE;
      styles.add(
          new SeriesStyle(
              group == INK ? INK : group % COLOURS,
              group == INK ? 0 : group % MARKERS,
              alone ? theories++ % 3 : 0));
    }
    return styles;
  }
}
