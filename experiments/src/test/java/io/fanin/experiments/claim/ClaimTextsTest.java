package io.fanin.experiments.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.settings.Key;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ClaimTextsTest {
  private static List<ClaimProvider> claims() {
    return ServiceLoader.load(ClaimProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  @Test
  void every_claim_explains_itself_and_has_the_same_keys_in_both_modes() {
    for (ClaimProvider claim : claims()) {
      for (String text :
          List.of(
              claim.title(),
              claim.sentence(),
              claim.prediction(),
              claim.rule(),
              claim.control(),
              claim.deviations())) {
        assertThat(text).as(claim.id()).isNotBlank();
      }
      assertThat(claim.sources()).as(claim.id()).isNotEmpty();
      assertThat(claim.sources()).allMatch(source -> source.bibtex().startsWith("@"));
      assertThat(claim.keys(Mode.FULL).stream().map(Key::name))
          .isEqualTo(claim.keys(Mode.QUICK).stream().map(Key::name).toList());
    }
  }

  @Test
  void every_quick_claim_says_that_it_costs_at_most_two_and_a_half_minutes() {
    for (ClaimProvider claim : claims()) {
      Cost cost = claim.cost(Synthetic.setup(claim, false, java.util.Map.of()));
      assertThat(cost.seconds()).as(claim.id()).isBetween(0.5, 150.0);
      assertThat(cost.trials()).as(claim.id()).isPositive();
    }
  }
}
