package io.fanin.experiments.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.experiments.report.SampleReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordsTest {
  private static final double[] ONE = {1};

  @Test
  void a_log_axis_refuses_values_that_it_cannot_show() {
    Series zero = Series.line("s", ONE, new double[] {0});

    assertThatThrownBy(
            () -> new Figure("f", "F", "", Axis.linear("", ""), Axis.log("", ""), List.of(zero)))
        .hasMessage("figure 'f' has a log axis, but series 's' holds y = 0.0");
  }

  @Test
  void two_series_of_one_name_are_refused() {
    Series s = Series.line("s", ONE, ONE);

    assertThatThrownBy(
            () -> new Figure("f", "F", "", Axis.linear("", ""), Axis.linear("", ""), List.of(s, s)))
        .hasMessage("figure 'f' has two series named 's'");
  }

  @Test
  void lengths_must_agree() {
    assertThatThrownBy(() -> Series.line("s", ONE, new double[2]))
        .hasMessage("series 's' has 1 x but 2 y");
  }

  @Test
  void a_figure_id_is_a_safe_file_name() {
    assertThatThrownBy(
            () ->
                new Figure(
                    "../f",
                    "F",
                    "",
                    Axis.linear("", ""),
                    Axis.linear("", ""),
                    List.of(Series.line("s", ONE, ONE))))
        .hasMessage(
            "figure id must be lower-case letters, digits and dashes (at most 80), was '../f'");
  }

  @Test
  void a_table_keeps_exact_values_and_refuses_others() {
    DataTable table =
        DataTable.builder("t", "T")
            .text("name")
            .integer("n", "")
            .real("x", "", 3)
            .row("a", 3, 0.1)
            .row(null, null, null)
            .build();

    assertThat(table.rows()).containsExactly(List.of("a", "3", "0.1"), List.of("", "", ""));
    assertThatThrownBy(() -> DataTable.builder("t", "T").integer("n", "").row(1.5).build())
        .hasMessage("row 0 of table 't': '1.5' is not a whole number, as column 'n' wants");
    assertThatThrownBy(() -> DataTable.builder("t", "T").text("n").row("a", "b").build())
        .hasMessage("row 0 of table 't' has 2 cells for 1 columns");
  }

  @Test
  void a_secondary_endpoint_is_never_judged() {
    Interval i = new Interval(0, 1);

    assertThatThrownBy(
            () ->
                new EndpointResult("e", "", 0.5, "", null, 0.5, i, 0.95, false, Outcome.HOLDS, ""))
        .hasMessage("endpoint 'e' is secondary and is not judged");
  }

  @Test
  void an_interval_refuses_nan_and_reversed_ends() {
    assertThatThrownBy(() -> new Interval(Double.NaN, 1))
        .hasMessage("an interval needs lo <= hi, was NaN and 1.0");
    assertThatThrownBy(() -> new Interval(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Interval(0, 3).contains(new Interval(1, 3))).isTrue();
    assertThat(new Interval(0, 3).contains(new Interval(1, 3.5))).isFalse();
    assertThat(new Interval(0, 1).isDisjointFrom(new Interval(1, 2))).isFalse();
    assertThat(new Interval(0, 1).isDisjointFrom(new Interval(1.5, 2))).isTrue();
  }

  @Test
  void a_verdict_is_worded_with_its_scale() {
    assertThat(new Verdict(Outcome.HOLDS, "n ≤ 16", "r", "w").wording())
        .isEqualTo("holds at this scale (n ≤ 16)");
    assertThat(new Verdict(Outcome.UNDECIDED, "n ≤ 16", "r", "w").wording())
        .isEqualTo("undecided at this scale (n ≤ 16)");
  }

  @Test
  void a_report_refuses_one_id_twice() {
    Report report = SampleReport.twoClaims();
    List<ClaimReport> twice = new ArrayList<>(report.claims());
    twice.add(report.claims().get(0));

    assertThatThrownBy(() -> new Report("t", "", twice, List.of(), report.provenance()))
        .hasMessage("a report has the id 'approximation-rate' twice (part)");
  }
}
