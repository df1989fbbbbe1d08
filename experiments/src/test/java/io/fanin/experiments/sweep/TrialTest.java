package io.fanin.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Numerics NUMERICS = new Numerics("reference", "1", "any", "double");

  @Test
  void settings_have_one_text_whatever_the_order_and_number_type() {
    Settings settings =
        Settings.of(Map.of("b", 2, "a", List.of(1, 2.5), "c", "x\n\"y\"", "d", true));
    assertThat(settings.text())
        .isEqualTo("{\"a\":[1,2.5],\"b\":2,\"c\":\"x\\n\\\"y\\\"\",\"d\":true}");
    assertThat(Settings.of(Map.of("b", 2.0))).isEqualTo(Settings.of(Map.of("b", 2L)));
  }

  @Test
  void numbers_in_settings_are_the_shortest_decimals_on_every_java() {
    assertThat(Json.shortest(0.002)).isEqualTo("0.002");
    assertThat(Json.shortest(2e23)).isEqualTo("2E+23");
    assertThat(Json.shortest(Double.MIN_VALUE)).isEqualTo("5E-324");
    assertThat(Json.shortest(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(Json.shortest(1e-7)).isEqualTo("0.0000001");
    assertThat(Json.shortest(0)).isEqualTo("0");
  }

  @Test
  void refuses_a_setting_that_is_not_finite_or_of_an_unknown_type() {
    assertThatThrownBy(() -> Settings.of(Map.of("rate", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting 'rate' must be finite, was NaN");
    assertThatThrownBy(() -> Settings.of(Map.of("rate", new int[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("setting 'rate' has the type [I");
  }

  @Test
  void every_part_of_the_identity_changes_the_digest() {
    Settings settings = Settings.of(Map.of("width", 3));
    Trial trial = Trial.of("claim", "kind", settings, 1, NUMERICS);
    assertThat(trial.digest())
        .isEqualTo(
            Digests.sha256(
                "fanin-trial 1\nclaim=claim\nkind=kind\nsettings={\"width\":3}\nseed=1\n"
                    + "provider=reference\ntables=1\nisa=any\ndtype=double\n"));
    assertThat(
            List.of(
                Trial.of("other", "kind", settings, 1, NUMERICS),
                Trial.of("claim", "other", settings, 1, NUMERICS),
                Trial.of("claim", "kind", settings.with("width", 4), 1, NUMERICS),
                Trial.of("claim", "kind", settings, 2, NUMERICS),
                Trial.of("claim", "kind", settings, 1, new Numerics("cpu", "1", "any", "double")),
                Trial.of(
                    "claim", "kind", settings, 1, new Numerics("reference", "2", "any", "double")),
                Trial.of(
                    "claim", "kind", settings, 1, new Numerics("reference", "1", "x", "double")),
                Trial.of(
                    "claim", "kind", settings, 1, new Numerics("reference", "1", "any", "float"))))
        .extracting(Trial::digest)
        .doesNotHaveDuplicates()
        .doesNotContain(trial.digest());
  }

  @Test
  void refuses_a_line_break_that_could_forge_an_identity() {
    assertThatThrownBy(() -> new Trial("a\nkind=b", "c", "{}", 1, NUMERICS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("claim must be one line of text, was 'a\nkind=b'");
  }

  @Test
  void a_result_is_told_apart_by_names_order_and_bits() {
    Trial trial = Trial.of("claim", "kind", Settings.of(new TreeMap<>()), 1, NUMERICS);
    TrialResult result = TrialResult.of(trial).number("a", 0.0).series("b", 1, 2).build();
    assertThat(
            List.of(
                TrialResult.of(trial).number("a", -0.0).series("b", 1, 2).build(),
                TrialResult.of(trial).number("a", Double.NaN).series("b", 1, 2).build(),
                TrialResult.of(trial).series("a", 0.0).series("b", 1, 2).build(),
                TrialResult.of(trial).text("a", "0.0").series("b", 1, 2).build(),
                TrialResult.of(trial).series("b", 1, 2).number("a", 0.0).build(),
                TrialResult.of(trial).number("a", 0.0).series("b", 1, Math.nextUp(2)).build()))
        .extracting(TrialResult::digest)
        .doesNotHaveDuplicates()
        .doesNotContain(result.digest());
    assertThatThrownBy(() -> result.number("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trial " + trial.label() + " has no number 'b'; it has [a, b]");
  }

  @Test
  void a_digest_of_results_knows_no_order() {
    TrialResult one = result(1);
    TrialResult two = result(2);
    assertThat(SweepResults.of(List.of(one, two)).digest())
        .isEqualTo(SweepResults.of(List.of(two, one)).digest())
        .isNotEqualTo(SweepResults.of(List.of(one)).digest());
  }

  private static TrialResult result(long seed) {
    Trial trial = Trial.of("claim", "kind", Settings.of(Map.of()), seed, NUMERICS);
    return TrialResult.of(trial).number("seed", (double) seed).build();
  }
}
