package io.fanin.experiments.report;

import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.DataTable.Column;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import org.jspecify.annotations.Nullable;

/** The values behind a plot, one row per point. */
final class FigureValues {
  /** Up to here every whole number is a double. */
  private static final double MOST_WHOLE = 1L << 53;

  private FigureValues() {}

  static DataTable of(Figure figure) {
    boolean whole =
        figure.series().stream()
            .flatMap(series -> series.x().stream())
            .allMatch(FigureValues::isWhole);
    DataTable.Builder table =
        DataTable.builder(figure.id(), figure.title())
            .text("series")
            .column(
                new Column(
                    name(figure.x().label(), "x"),
                    whole ? DataTable.Type.INTEGER : DataTable.Type.REAL,
                    figure.x().unit(),
                    4))
            .real(name(figure.y().label(), "y"), figure.y().unit(), 4)
            .real("interval from", "", 4)
            .real("interval to", "", 4);
    for (Series series : figure.series()) {
      for (int i = 0; i < series.x().size(); i++) {
        table.row(
            series.name(),
            whole ? (Number) series.x().get(i).longValue() : series.x().get(i),
            known(series.y().get(i)),
            known(Plot.lo(series, i)),
            known(Plot.hi(series, i)));
      }
    }
    return table.build();
  }

  private static boolean isWhole(double x) {
    return Math.rint(x) == x && Math.abs(x) <= MOST_WHOLE;
  }

  private static String name(String label, String otherwise) {
    return label.isBlank() ? otherwise : label;
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
