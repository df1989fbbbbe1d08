package io.fanin.experiments.report;

import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import org.jspecify.annotations.Nullable;

/** The values behind a plot, one row per point. */
final class FigureValues {
  private FigureValues() {}

  static DataTable of(Figure figure) {
    DataTable.Builder table =
        DataTable.builder(figure.id(), figure.title())
            .text("series")
            .real(name(figure.x().label(), "x"), figure.x().unit(), 4)
            .real(name(figure.y().label(), "y"), figure.y().unit(), 4)
            .real("interval from", "", 4)
            .real("interval to", "", 4);
    for (Series series : figure.series()) {
      for (int i = 0; i < series.x().size(); i++) {
        table.row(
            series.name(),
            series.x().get(i),
            known(series.y().get(i)),
            known(Plot.lo(series, i)),
            known(Plot.hi(series, i)));
      }
    }
    return table.build();
  }

  private static String name(String label, String otherwise) {
    return label.isBlank() ? otherwise : label;
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
