package io.fanin.experiments.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.ResultJson;
import io.fanin.experiments.result.Section;
import io.fanin.experiments.result.Series;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {
  private static final String HOSTILE = "</script><script>alert(\"x\")</script>' --> & \u2028 é";

  @TempDir Path folder;

  @Test
  void equal_reports_give_equal_bytes() throws IOException {
    Path first = folder.resolve("a");
    Path second = folder.resolve("b");
    HtmlReport.write(SampleReport.twoClaims(), first);
    HtmlReport.write(SampleReport.twoClaims(), second);

    List<Path> files = files(first);
    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      Path relative = first.relativize(file);
      assertThat(Files.mismatch(file, second.resolve(relative))).as("%s", relative).isEqualTo(-1);
    }
  }

  @Test
  void the_json_beside_the_page_renders_the_same_page_again() throws IOException {
    Path page = HtmlReport.write(SampleReport.twoClaims(), folder.resolve("a"));
    String json = Files.readString(folder.resolve("a/report.json"));
    Path again = HtmlReport.write(ResultJson.readReport("report.json", json), folder.resolve("b"));

    assertThat(Files.mismatch(page, again)).isEqualTo(-1);
  }

  @Test
  void the_page_says_verdicts_with_their_scale_and_forbids_the_network() throws IOException {
    String html = Files.readString(HtmlReport.write(SampleReport.twoClaims(), folder));

    assertThat(html)
        .contains("holds at this scale (m = 2, 4; n ≤ 6)")
        .contains("undecided at this scale (8×8 digits, 50 samples)")
        .contains("A tree slope whose interval lies above −0.85")
        .contains(
            "content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                + " img-src data:\"")
        .contains("Licensed to the Apache Software Foundation");
    assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
        .doesNotContainPattern("(?i)(src|href)=\"(https?:)?//");
  }

  @Test
  void hostile_names_stay_text() throws IOException {
    String html = Files.readString(HtmlReport.write(hostile(), folder));

    assertThat(html).doesNotContain("<script>alert");
    assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(3);
    Matcher data = Pattern.compile("(?s)class=\"chart-data\">(.*?)</script>").matcher(html);
    assertThat(data.find()).isTrue();
    JsonNode chart = new ObjectMapper().readTree(data.group(1));
    assertThat(chart.at("/series/0/name").textValue()).isEqualTo(HOSTILE);
    assertThat(chart.at("/y/label").textValue()).isEqualTo(HOSTILE);
  }

  @Test
  void a_drawing_that_could_run_is_refused_before_anything_is_written() {
    GraphPicture bad =
        new GraphPicture("p", "P", "", "alt", "<svg><script>alert(1)</script></svg>", List.of());
    Report report = section(List.of(), List.of(), List.of(bad));

    assertThatThrownBy(() -> HtmlReport.write(report, folder.resolve("out")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("picture 'p': element 'script' is not allowed in a drawing; leave it out");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void tables_are_written_exactly_as_csv() throws IOException {
    DataTable table =
        DataTable.builder("t", "T")
            .text("name, \"quoted\"")
            .real("error", "s", 2)
            .row("a\"b,c\r\nd", 0.1 + 0.2)
            .row("plain", null)
            .build();
    HtmlReport.write(section(List.of(), List.of(table), List.of()), folder);

    assertThat(Files.readString(folder.resolve("data/t.csv")))
        .isEqualTo(
            "\"name, \"\"quoted\"\"\",error [s]\r\n"
                + "\"a\"\"b,c\r\nd\",0.30000000000000004\r\nplain,\r\n");
  }

  @Test
  void data_that_lies_beside_the_page_is_linked() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/seeds.csv"), "seed\r\n1\r\n");
    String html = Files.readString(HtmlReport.write(SampleReport.twoClaims(), folder));

    assertThat(html)
        .contains("<a href=\"data/approximation-rate-trials.parquet\">Parquet</a>")
        .contains("<a href=\"data/approximation-rate-trials.csv\">CSV</a>")
        .contains(
            "<li><a href=\"data/seeds.csv\">seeds.csv</a>,"
                + " <a href=\"data/seeds.parquet\">Parquet</a></li>");
    assertThat(folder.resolve("data/seeds.parquet")).isNotEmptyFile();
  }

  @Test
  void a_long_table_is_cut_on_the_page_and_whole_in_the_file() throws IOException {
    DataTable.Builder table = DataTable.builder("t", "T").integer("k", "");
    for (int k = 0; k < 500; k++) {
      table.row(k);
    }
    Report report = section(List.of(), List.of(table.build()), List.of());
    String html = Files.readString(HtmlReport.write(report, folder));

    assertThat(html).contains("The first 200 of 500 rows; the files hold all.");
    assertThat(Files.readAllLines(folder.resolve("data/t.csv"), UTF_8)).hasSize(501);
  }

  @Test
  void a_control_says_that_it_must_not_hold() throws IOException {
    assertThat(Files.readString(HtmlReport.write(SampleReport.twoClaims(), folder)))
        .contains("The cause was broken on purpose, so the claim must not hold.");
  }

  static Report section(List<Figure> figures, List<DataTable> tables, List<GraphPicture> pictures) {
    Section section =
        new Section("s", "A section", List.of(), figures, tables, pictures, List.of());
    return new Report("Title", "", List.of(), List.of(section), SampleReport.provenance());
  }

  private static Report hostile() {
    double[] x = {1, 2};
    Figure figure =
        new Figure(
            "f",
            HOSTILE,
            HOSTILE,
            Axis.linear(HOSTILE, HOSTILE),
            Axis.linear(HOSTILE, ""),
            List.of(Series.line(HOSTILE, x, x)));
    DataTable table =
        DataTable.builder("t", HOSTILE).note(HOSTILE).text(HOSTILE).row(HOSTILE).build();
    return section(List.of(figure), List.of(table), List.of());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
