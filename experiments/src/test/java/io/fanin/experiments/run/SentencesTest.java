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

  private static ClaimReport claim(String id, Outcome outcome) {
    return new ClaimReport(
        id,
        "The " + id,
        "A sentence.",
        List.of(),
        "a prediction",
        "a rule",
        new Verdict(outcome, "n = 4", "a reason", "a scale"),
        false,
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
