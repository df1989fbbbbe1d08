package io.fanin.experiments.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.ResultJson;
import io.fanin.experiments.store.ParquetFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a report as one offline page with its data and plots beside it.
 *
 * <pre>
 * DIR/report.html        the page; needs nothing else, and its policy forbids the network
 * DIR/report.json        the report itself, from which a later version renders again
 * DIR/data/ID.csv|parquet      every table and the values behind every plot
 * DIR/figures/ID.png|svg|pdf   every plot for papers; drawn graphs as SVG
 * </pre>
 *
 * <p>Equal reports give equal bytes (of the PNG files: on one Java version).
 */
public final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private HtmlReport() {}

  /**
   * Writes all files; a file is there whole or as it was before.
   *
   * @param folder made where it is missing; other files in it stay, and those in its {@code data}
   *     folder are linked, CSV files with a Parquet file beside them
   * @return the page
   * @throws io.fanin.input.InvalidInputException where a drawn graph is not a harmless drawing
   * @throws IOException when a file cannot be written
   */
  public static Path write(Report report, Path folder) throws IOException {
    List<String> checked =
        report.pictures().stream().map(p -> SafeSvg.of(p.id(), p.svg())).toList();
    Path data = Files.createDirectories(folder.resolve("data"));
    Path drawings = Files.createDirectories(folder.resolve("figures"));
    FigureFiles figures = new FigureFiles();
    for (DataTable table : report.tables()) {
      WholeFile.write(data.resolve(table.id() + ".csv"), CsvText.of(table));
    }
    for (Figure figure : report.figures()) {
      WholeFile.write(data.resolve(figure.id() + ".csv"), CsvText.of(FigureValues.of(figure)));
      figures.write(figure, drawings);
    }
    ParquetFiles.writeBeside(data);
    for (int i = 0; i < checked.size(); i++) {
      WholeFile.write(drawings.resolve(report.pictures().get(i).id() + ".svg"), checked.get(i));
    }
    WholeFile.write(folder.resolve("report.json"), ResultJson.write(report));
    Path page = folder.resolve("report.html");
    WholeFile.write(page, html(report, figures, names(data)));
    return page;
  }

  private static String html(Report report, FigureFiles figures, List<String> dataFiles) {
    TemplateOutput out = new StringOutput();
    TEMPLATES.render("report.jte", new Page(report, figures, dataFiles), out);
    return out.toString();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv") || name.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }
}
