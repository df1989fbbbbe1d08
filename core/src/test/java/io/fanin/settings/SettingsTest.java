package io.fanin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static final Key<Integer> WIDTH =
      Key.integer("width", 64, "Units of a node.").between(1, 4096).unit("units");
  private static final Key<Double> RATE = Key.real("rate", 0.001, "Learning rate.").above(0);
  private static final Key<Boolean> BIAS = Key.flag("bias", true, "Whether nodes have a bias.");
  private static final Key<String> NOTE = Key.text("note", "none", "Any remark.");
  private static final Key<String> LOSS =
      Key.choice("loss", "mse", "What is minimised.", "mse", "hinge");
  private static final Key<List<Integer>> DEPTHS =
      Key.integers("depths", List.of(2, 4), "Depths tried.").atLeast(1);
  private static final Key<List<Double>> SHARES =
      Key.reals("shares", List.of(0.5), "Shares tried.").atLeast(0).below(1);
  private static final Key<List<String>> ARMS =
      Key.texts("arms", List.of("dense"), "Networks compared.").among("dense", "local");
  private static final Settings DEFAULTS =
      Settings.of(List.of(WIDTH, RATE, BIAS, NOTE, LOSS, DEPTHS, SHARES, ARMS));

  @Test
  void defaults_are_what_the_keys_say() {
    assertThat(DEFAULTS.get(WIDTH)).isEqualTo(64);
    assertThat(DEFAULTS.get(RATE)).isEqualTo(0.001);
    assertThat(DEFAULTS.get(DEPTHS)).containsExactly(2, 4);
    assertThat(DEFAULTS.isDefault(DEPTHS)).isTrue();
  }

  @Test
  void a_change_gives_a_copy_and_leaves_the_original() {
    Settings changed = DEFAULTS.with("width", 8);
    assertThat(changed.get(WIDTH)).isEqualTo(8);
    assertThat(changed.isDefault(WIDTH)).isFalse();
    assertThat(changed.isDefault(RATE)).isTrue();
    assertThat(DEFAULTS.get(WIDTH)).isEqualTo(64);
    assertThat(changed.with(WIDTH, 64)).isEqualTo(DEFAULTS).hasSameHashCodeAs(DEFAULTS);
  }

  @Test
  void whole_numbers_come_in_every_form_a_reader_gives() {
    for (Object raw : new Object[] {12, 12L, 12.0, 12f, BigInteger.valueOf(12), "12", " 1.2e1 "}) {
      assertThat(DEFAULTS.with("width", raw).get(WIDTH)).isEqualTo(12);
    }
  }

  @Test
  void numbers_flags_and_texts_come_in_every_form_a_reader_gives() {
    assertThat(DEFAULTS.with("rate", "1e-2").get(RATE)).isEqualTo(0.01);
    assertThat(DEFAULTS.with("rate", 3).get(RATE)).isEqualTo(3.0);
    assertThat(DEFAULTS.with("bias", "No").get(BIAS)).isFalse();
    assertThat(DEFAULTS.with("bias", false).get(BIAS)).isFalse();
    assertThat(DEFAULTS.with("note", 7).get(NOTE)).isEqualTo("7");
    assertThat(DEFAULTS.with("note", 0.5).get(NOTE)).isEqualTo("0.5");
    assertThat(DEFAULTS.with("loss", "hinge").get(LOSS)).isEqualTo("hinge");
  }

  @Test
  void lists_come_as_lists_as_text_or_as_their_only_element() {
    assertThat(DEFAULTS.with("depths", List.of(1, "2", 3.0)).get(DEPTHS)).containsExactly(1, 2, 3);
    assertThat(DEFAULTS.with("depths", "[5, 6]").get(DEPTHS)).containsExactly(5, 6);
    assertThat(DEFAULTS.with("depths", 9).get(DEPTHS)).containsExactly(9);
    assertThat(DEFAULTS.with("shares", List.of(0, "0.25")).get(SHARES)).containsExactly(0.0, 0.25);
    assertThat(DEFAULTS.with("arms", List.of("local", "dense")).get(ARMS))
        .containsExactly("local", "dense");
  }

  @Test
  void what_does_not_fit_is_named_with_range_and_default() {
    refused("width", 0, "setting 'width' cannot be 0: it takes an integer in [1, 4096] units");
    refused("width", "wide", "setting 'width' cannot be 'wide': it takes an integer in [1, 4096]");
    refused("width", 1.5, "setting 'width' cannot be 1.5: it takes an integer in [1, 4096] units");
    refused("width", null, "setting 'width' cannot be empty: it takes an integer in [1, 4096]");
    refused("rate", 0, "setting 'rate' cannot be 0: it takes a number > 0 (default 0.001)");
    refused("bias", "maybe", "setting 'bias' cannot be 'maybe': it takes true or false (default");
    refused("loss", "mae", "setting 'loss' cannot be 'mae': it takes one of mse, hinge (default");
    refused("shares", 1, "setting 'shares' cannot be 1: it takes a list of numbers in [0, 1)");
    refused("depths", List.of(), "setting 'depths' cannot be []: it takes a list of integers >= 1");
    refused("arms", "conv", "setting 'arms' cannot be 'conv': it takes a list out of dense, local");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DEFAULTS.with("depths", List.of(3, 0)))
        .withMessage(
            "setting 'depths' cannot be [3, 0]: it takes a list of integers >= 1 (default [2, 4])");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "1d", "0x1p3", "1e999", "", ".", "1e", "1_000", "٣"})
  void numbers_that_are_not_plain_finite_decimals_are_refused(String text) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DEFAULTS.with("rate", text))
        .withMessage(
            "setting 'rate' cannot be '" + text + "': it takes a number > 0 (default 0.001)");
  }

  @Test
  void numbers_that_are_not_finite_are_refused() {
    refused("rate", Double.NaN, "setting 'rate' cannot be NaN: it takes a number > 0");
    refused("rate", Double.POSITIVE_INFINITY, "setting 'rate' cannot be inf: it takes a number");
    refused("width", 1L << 32, "setting 'width' cannot be 4294967296: it takes an integer");
  }

  @Test
  void an_unknown_name_gets_the_nearest_one() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DEFAULTS.with("wdth", 3))
        .withMessage("unknown setting 'wdth'; did you mean 'width'?");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Settings.of(List.of()).with("x", 3))
        .withMessage("unknown setting 'x'; there are none");
  }

  @Test
  void all_errors_come_at_once_sorted_by_name() {
    Map<String, @Nullable Object> raw = new LinkedHashMap<>();
    raw.put("wdth", 3);
    raw.put("bias", true);
    raw.put("rate", -1);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DEFAULTS.withAll(raw))
        .withMessage(
            """
            2 settings cannot be used:
              setting 'rate' cannot be -1: it takes a number > 0 (default 0.001)
              unknown setting 'wdth'; did you mean 'width'?""");
  }

  @Test
  void canonical_text_is_sorted_and_exact() {
    assertThat(DEFAULTS.with("rate", 0.1 + 0.2).with("note", "a\"b\nc").canonical())
        .isEqualTo(
            """
            arms=["dense"]
            bias=true
            depths=[2, 4]
            loss="mse"
            note="a\\"b\\nc"
            rate=0.30000000000000004
            shares=[0.5]
            width=64
            """);
  }

  @Test
  void exact_text_reads_back_as_the_same_bits_and_is_short() {
    assertThat(ExactText.of(0.1)).isEqualTo("0.1");
    assertThat(ExactText.of(2e23)).isEqualTo("2E+23");
    assertThat(ExactText.of(200)).isEqualTo("200");
    assertThat(ExactText.of(-0.0)).isEqualTo("0");
    assertThat(ExactText.of(1e-8)).isEqualTo("1E-8");
    assertThat(ExactText.of(Double.MIN_VALUE)).isEqualTo("5E-324");
    RandomStream stream = RandomStream.of(3, "exact text");
    for (int i = 0; i < 2000; i++) {
      double value = Double.longBitsToDouble(stream.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(ExactText.of(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void keys_can_say_what_they_may_be() {
    assertThat(WIDTH.allowed()).isEqualTo("an integer in [1, 4096]");
    assertThat(RATE.allowed()).isEqualTo("a number > 0");
    assertThat(SHARES.allowed()).isEqualTo("a list of numbers in [0, 1)");
    assertThat(LOSS.allowed()).isEqualTo("one of mse, hinge");
    assertThat(Key.real("x", 0, "").atMost(2).allowed()).isEqualTo("a number <= 2");
    assertThat(RATE).hasToString("rate: a number > 0 (default 0.001)");
    assertThat(DEFAULTS.keys()).extracting(Key::name).startsWith("arms", "bias").hasSize(8);
  }

  @Test
  void keys_made_twice_are_equal_and_others_are_refused() {
    Key<Double> again = Key.real("rate", 0.001, "Learning rate.").above(0);
    assertThat(DEFAULTS.get(again)).isEqualTo(0.001);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.get(Key.real("rate", 0.5, "Learning rate.")))
        .withMessage("key 'rate' is not among arms, bias, depths, loss, note, rate, shares, width");
  }

  @Test
  void badly_made_keys_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.integer("n", 0, "").atLeast(1))
        .withMessage("default of key 'n' must be an integer >= 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.choice("c", "z", "", "a", "b"))
        .withMessage("default of key 'c' must be one of a, b, was 'z'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.text("a=b", "", ""))
        .withMessage("key name must match [A-Za-z][A-Za-z0-9._-]*, was 'a=b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(List.of(WIDTH, WIDTH)))
        .withMessage("two keys are named 'width'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.text("t", "", "").between(0, 1))
        .withMessage("key 't' is no number and has no range");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RATE.between(2, Double.NaN))
        .withMessage("a range needs low <= high, was 2.0 to NaN");
  }

  @Test
  void whatever_is_given_is_taken_or_refused_and_nothing_else_happens() {
    RandomStream stream = RandomStream.of(9, "settings fuzz");
    List<@Nullable Object> odd =
        Arrays.asList(
            null, "", "[", "[]", "[,]", "1,2", List.of(List.of()), Map.of(), -0.0, "1e9999");
    for (int i = 0; i < 2000; i++) {
      Object raw = odd.get(stream.nextInt(odd.size()));
      raw = stream.nextBoolean() ? raw : Collections.singletonList(raw);
      raw = stream.nextBoolean() ? raw : String.valueOf(raw).repeat(stream.nextInt(3));
      String name = DEFAULTS.keys().get(stream.nextInt(8)).name();
      try {
        assertThat(DEFAULTS.with(name, raw).canonical()).contains(name + "=");
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith("setting '" + name + "' cannot be ");
      }
    }
  }

  private static void refused(String name, @Nullable Object raw, String start) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> DEFAULTS.with(name, raw))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(start).contains(" (default "));
  }
}
