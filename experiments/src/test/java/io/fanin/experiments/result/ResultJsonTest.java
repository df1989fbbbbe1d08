package io.fanin.experiments.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fanin.experiments.report.SampleReport;
import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ResultJsonTest {
  private static final Report REPORT = SampleReport.twoClaims();
  private static final String JSON = ResultJson.write(REPORT);

  @Test
  void a_report_comes_back_equal_and_writes_the_same_bytes_again() {
    Report read = ResultJson.readReport("report.json", JSON);

    assertThat(read).isEqualTo(REPORT);
    assertThat(ResultJson.write(read)).isEqualTo(JSON);
  }

  @Test
  void a_claim_comes_back_equal() {
    ClaimReport claim = REPORT.claims().get(1);

    assertThat(ResultJson.readClaim("claim.json", ResultJson.write(claim))).isEqualTo(claim);
  }

  @Test
  void nan_and_infinities_survive() {
    Interval below = new Interval(Double.NEGATIVE_INFINITY, 2);
    EndpointResult odd =
        new EndpointResult("e", "", null, "", below, Double.NaN, below, 0.95, false, null, "");
    Series gap =
        Series.band(
            "s",
            new double[] {1, 2},
            new double[] {Double.NaN, 1},
            new double[] {0, 0},
            new double[] {Double.POSITIVE_INFINITY, 2});
    Figure figure =
        new Figure("f", "F", "", Axis.linear("", ""), Axis.linear("", ""), List.of(gap));
    ClaimReport claim = claim(List.of(odd), List.of(figure));

    assertThat(ResultJson.readClaim("c", ResultJson.write(claim))).isEqualTo(claim);
  }

  @Test
  void an_unknown_key_is_refused_with_its_path_and_a_suggestion() {
    String json = JSON.replaceFirst("\"summary\"", "\"sumary\" : 1, \"summary\"");

    assertThatThrownBy(() -> ResultJson.readReport("report.json", json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "report.json:\\d+:\\d+: report.sumary: unknown key; did you mean 'summary'\\?");
  }

  @Test
  void a_missing_key_is_refused() {
    assertThatThrownBy(() -> ResultJson.readReport("r", "{\"fanin\": 1}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("r:1:12: report: this key is missing");
  }

  @Test
  void what_a_record_refuses_is_said_in_its_words() {
    String json = JSON.replaceFirst("\"seconds\" : 154.2", "\"seconds\" : -1.0");

    assertThatThrownBy(() -> ResultJson.readReport("report.json", json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "report.json:\\d+:\\d+: report.provenance: seconds must be >= 0, was -1.0");
  }

  @Test
  void another_version_is_refused() {
    assertThatThrownBy(
            () -> ResultJson.readReport("r", JSON.replaceFirst("\"fanin\" : 1", "\"fanin\" : 2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "r: form 2 is not known here; this version reads form 1, so use the version of Fanin"
                + " that wrote it");
  }

  @Test
  void a_null_report_is_refused() {
    assertThatThrownBy(() -> ResultJson.readReport("r", "{\"fanin\": 1, \"report\": null}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("r: 'report' is null; it must be an object");
    assertThatThrownBy(() -> ResultJson.readReport("r", "null"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("r: 'the document' is null; it must be an object");
  }

  @Test
  void text_after_the_end_is_refused() {
    assertThatThrownBy(() -> ResultJson.readReport("r", JSON + "{}"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void a_key_given_twice_is_refused() {
    assertThatThrownBy(() -> ResultJson.readReport("r", "{\"fanin\": 1, \"fanin\": 1}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("r:1:21: Duplicate field 'fanin'");
  }

  @Test
  void mutated_json_gives_a_report_or_one_clear_error() {
    SplittableRandom random = new SplittableRandom(11);
    String json = ResultJson.write(REPORT.claims().get(2));
    for (int i = 0; i < 400; i++) {
      String broken = mutated(json, random);
      Throwable thrown = catchThrowable(() -> ResultJson.readClaim("fuzz", broken));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(InvalidInputException.class);
        assertThat(thrown.getMessage()).startsWith("fuzz").doesNotContain("\n");
      }
    }
  }

  private static String mutated(String json, SplittableRandom random) {
    StringBuilder text = new StringBuilder(json);
    int changes = 1 + random.nextInt(3);
    for (int k = 0; k < changes; k++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, "{}[]\",:0-e".charAt(random.nextInt(10)));
        default -> text.setLength(Math.max(1, at));
      }
    }
    return text.toString();
  }

  private static ClaimReport claim(List<EndpointResult> endpoints, List<Figure> figures) {
    Verdict verdict = new Verdict(Outcome.MEASURED, "n = 1", "it is so", "nothing");
    return new ClaimReport(
        "c", "C", "s", List.of(), "", "", verdict, false, endpoints, List.of(), figures, List.of(),
        List.of(), List.of(), List.of(), "");
  }
}
