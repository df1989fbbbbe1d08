package io.fanin.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.result.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void few_claims_are_told_one_by_one() {
    assertThat(
            Sentences.summary(List.of(claim("rate", Outcome.HOLDS), claim("rank", Outcome.FAILS))))
        .isEqualTo("The rate holds at this scale (n = 4). The rank fails at this scale (n = 4).");
  }

  @Test
  void many_claims_are_counted_by_name() {
    List<ClaimReport> claims =
        List.of(
            claim("rate", Outcome.HOLDS),
            claim("rank", Outcome.FAILS),
            claim("leap", Outcome.HOLDS),
            claim("price", Outcome.MEASURED));
    assertThat(Sentences.summary(claims))
        .isEqualTo("4 claims: 2 hold (rate, leap), 1 fails (rank), 1 measured (price).");
    assertThat(Sentences.count(claims)).isEqualTo("4 claims: 2 hold, 1 fails, 1 measured.");
  }

  @Test
  void a_control_says_what_was_to_be_expected() {
    assertThat(Sentences.summary(claim("rate", Outcome.FAILS, true)))
        .isEqualTo(
            "Negative control, which must not hold: The rate fails at this scale (n = 4). It does"
                + " not.");
    assertThat(Sentences.summary(claim("rate", Outcome.HOLDS, true)))
        .isEqualTo(
            "Negative control, which must not hold: The rate holds at this scale (n = 4). It holds,"
                + " so the claim proves nothing here.");
    assertThat(Sentences.summary(claim("price", Outcome.MEASURED, true)))
        .startsWith("Negative control, in which the cause is broken on purpose: The price measured")
        .endsWith(
            " A measurement has nothing to hold; what is left here is what it shows without a"
                + " cause.");
  }

  private static ClaimReport claim(String id, Outcome outcome) {
    return claim(id, outcome, false);
  }

  private static ClaimReport claim(String id, Outcome outcome, boolean control) {
    return new ClaimReport(
        id,
        "The " + id,
        "A sentence.",
        List.of(),
        "a prediction",
        "a rule",
        new Verdict(outcome, "n = 4", "a reason", "a scale"),
        control,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "");
  }
}
