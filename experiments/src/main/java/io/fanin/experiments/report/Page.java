package io.fanin.experiments.report;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Comparison;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.ImageGrid;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page's templates ask for; public only because compiled templates live elsewhere. */
public final class Page {
  /** Rows of a table that the page shows; the files hold all. */
  static final int MOST_ROWS = 200;

  private final Report report;
  private final FigureFiles figures;
  private final List<String> dataFiles;

  Page(Report report, FigureFiles figures, List<String> dataFiles) {
    this.report = report;
    this.figures = figures;
    this.dataFiles = List.copyOf(dataFiles);
  }

  /** What is shown. */
  public Report report() {
    return report;
  }

  /** Names of the tables in {@code data/}, sorted, without {@code .csv}. */
  public List<String> dataTables() {
    return dataFiles.stream()
        .filter(name -> name.endsWith(".csv"))
        .map(name -> name.substring(0, name.length() - ".csv".length()))
        .toList();
  }

  public String style() {
    return Resources.own("report.css");
  }

  public String script() {
    return Resources.own("report.js");
  }

  public String plotLibrary() {
    return Resources.echarts();
  }

  public boolean hasPlots() {
    return !report.figures().isEmpty();
  }

  /** A style-sheet class for an outcome. */
  public String tone(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** A style-sheet class for a claim; of a control that does not hold, as it should, a calm one. */
  public String tone(ClaimReport claim) {
    Outcome outcome = claim.verdict().outcome();
    if (!claim.control()) {
      return tone(outcome);
    }
    return tone(outcome == Outcome.HOLDS ? Outcome.FAILS : Outcome.MEASURED);
  }

  /** A sign that says the outcome without colour. */
  public String sign(Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> "✓";
      case FAILS -> "✕";
      case UNDECIDED -> "?";
      case MEASURED -> "±";
    };
  }

  /** What a control's outcome means. */
  public String controlSentence(Outcome outcome) {
    return switch (outcome) {
      case HOLDS ->
          "The cause was broken on purpose, and the claim still holds: the test cannot tell, so the"
              + " verdict of the real run counts for nothing.";
      case FAILS, UNDECIDED ->
          "The cause was broken on purpose, so the claim must not hold. It does not, as it should.";
      case MEASURED ->
          "The cause was broken on purpose. A measurement has nothing to hold: what is left here is what it"
              + " shows without a cause.";
    };
  }

  /** The numbers behind a verdict, for the table of all claims. */
  public List<String> headlines(ClaimReport claim) {
    List<String> endpoints =
        claim.endpoints().stream().filter(EndpointResult::primary).map(this::headline).toList();
    if (!claim.comparisons().isEmpty() && endpoints.isEmpty()) {
      return claim.comparisons().stream()
          .map(
              c ->
                  c.name()
                      + ": "
                      + estimate(c.effect(), c.interval())
                      + " "
                      + interval(c.interval()))
          .toList();
    }
    return endpoints;
  }

  private String headline(EndpointResult e) {
    String predicted = e.predicted() == null ? "" : ", predicted " + Numbers.brief(e.predicted());
    return e.name()
        + ": "
        + estimate(e.estimate(), e.interval())
        + " "
        + interval(e.interval())
        + predicted;
  }

  /** An estimate with as many decimals as its interval supports. */
  public String estimate(double value, Interval interval) {
    return Numbers.estimate(value, interval);
  }

  /** A prediction, or a dash where there is none. */
  public String predicted(@Nullable Double value) {
    return value == null ? "–" : Numbers.brief(value);
  }

  public String interval(Interval interval) {
    return Numbers.interval(interval);
  }

  public String pValue(double p) {
    return Numbers.pValue(p);
  }

  public String level(double level) {
    return Numbers.percent(level, 2);
  }

  public String duration(double seconds) {
    return Numbers.duration(seconds);
  }

  public String number(double value) {
    return Numbers.brief(value);
  }

  /** The row of a forest plot; endpoints with one symbol share a range. */
  public String strip(ClaimReport claim, EndpointResult endpoint) {
    List<IntervalStrip> peers =
        claim.endpoints().stream()
            .filter(e -> e.equals(endpoint) || sameSymbol(e, endpoint))
            .map(Page::strip)
            .toList();
    String label =
        "estimate %s, interval %s"
            .formatted(
                estimate(endpoint.estimate(), endpoint.interval()), interval(endpoint.interval()));
    return strip(endpoint).svg(IntervalStrip.common(peers), label);
  }

  private static boolean sameSymbol(EndpointResult a, EndpointResult b) {
    return !a.symbol().isEmpty() && a.symbol().equals(b.symbol());
  }

  private static IntervalStrip strip(EndpointResult e) {
    return new IntervalStrip(e.estimate(), e.interval(), e.accepted(), e.predicted());
  }

  /** The row of a forest plot; comparisons of one measure share a range. */
  public String strip(ClaimReport claim, Comparison comparison) {
    List<IntervalStrip> peers =
        claim.comparisons().stream()
            .filter(c -> c.measure().equals(comparison.measure()))
            .map(Page::strip)
            .toList();
    String label =
        "effect %s, interval %s"
            .formatted(
                estimate(comparison.effect(), comparison.interval()),
                interval(comparison.interval()));
    return strip(comparison).svg(IntervalStrip.common(peers), label);
  }

  private static IntervalStrip strip(Comparison c) {
    Interval enough = new Interval(c.minimumEffect(), Double.POSITIVE_INFINITY);
    return new IntervalStrip(c.effect(), c.interval(), enough, 0.0);
  }

  /** The plot's data for the page's script. */
  public String chart(Figure figure) {
    return ChartJson.of(Plot.of(figure));
  }

  /** The plot for readers without scripts. */
  public String still(Figure figure) {
    return figures.svg(Plot.of(figure));
  }

  /** What the plot shows, for those who cannot see it. */
  public String alt(Figure figure) {
    String names = figure.series().stream().map(Series::name).collect(Collectors.joining("; "));
    return "%s. Plot of %s%s against %s%s. Series: %s. The values are in the table below."
        .formatted(
            figure.title(),
            figure.y().heading(),
            figure.y().log() ? " (logarithmic)" : "",
            figure.x().heading(),
            figure.x().log() ? " (logarithmic)" : "",
            names);
  }

  /** The legend's sign of series {@code i}, coloured by the page's style sheet. */
  public String swatch(Figure figure, int i) {
    return Swatch.svg(figure.series().get(i), SeriesStyle.of(figure).get(i));
  }

  /** The values behind a plot, as a table. */
  public DataTable values(Figure figure) {
    return FigureValues.of(figure);
  }

  public String csv(DataTable table) {
    try {
      return CsvText.of(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows that the page shows. */
  public List<List<String>> rows(DataTable table) {
    return table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()));
  }

  /** A cell as people read it. */
  public String display(DataTable.Column column, String cell) {
    if (cell.isEmpty()) {
      return column.type() == DataTable.Type.TEXT ? "" : "–";
    }
    return switch (column.type()) {
      case TEXT -> cell;
      case INTEGER -> Numbers.minus(cell);
      case REAL -> Numbers.significant(Double.parseDouble(cell), column.digits());
      case PERCENT -> Numbers.percent(Double.parseDouble(cell), column.digits());
      case BOOLEAN -> cell.equals("true") ? "yes" : "no";
    };
  }

  public boolean isNumeric(DataTable.Column column) {
    return column.type() != DataTable.Type.TEXT && column.type() != DataTable.Type.BOOLEAN;
  }

  /** Whether a Parquet file of that name lies beside the CSV file. */
  public boolean hasParquet(String id) {
    return dataFiles.contains(id + ".parquet");
  }

  public String drawing(GraphPicture picture) {
    return SafeSvg.of(picture.id(), picture.svg());
  }

  public String image(ImageGrid grid, ImageGrid.Image image) {
    return PixelImage.dataUri(grid, image);
  }

  /** {@code text}, or a dash for an empty one. */
  public String orDash(@Nullable String text) {
    String some = Objects.requireNonNullElse(text, "");
    return some.isBlank() ? "–" : some;
  }
}
