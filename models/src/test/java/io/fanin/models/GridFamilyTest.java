package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.BlockSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridFamilyTest {
  @Test
  void line_with_padding_and_stride_reads_these_blocks() {
    Network network =
        Requests.plain(
            "conv",
            Requests.scalars(5),
            1,
            Map.of("filter", "3", "stride", "2", "padding", "1", "channels", 2));
    BlockSpec conv = network.plan().specs().get(0);
    assertThat(Specs.reads(conv)).containsExactly(-1, 0, 1, 1, 2, 3, 3, 4, -1);
    assertThat(conv.shares()).isEqualTo(1);
  }

  @Test
  void plane_without_padding_reads_these_blocks() {
    Network network =
        Requests.onImage(
            "local", new ImageShape(2, 3, 1), 1, Map.of("filter", "2x2", "channels", 2));
    BlockSpec local = network.plan().specs().get(0);
    assertThat(Specs.reads(local)).containsExactly(0, 1, 3, 4, 1, 2, 4, 5);
    assertThat(local.shares()).isEqualTo(2);
  }

  @Test
  void plane_with_padding_and_unequal_strides_reads_these_blocks() {
    Network network =
        Requests.onImage(
            "conv",
            new ImageShape(2, 3, 1),
            1,
            Map.of("filter", "2x3", "stride", "1x2", "padding", "0x1", "channels", 1));
    assertThat(Specs.reads(network.plan().specs().get(0)))
        .containsExactly(-1, 0, 1, -1, 3, 4, 1, 2, -1, 4, 5, -1);
  }

  @Test
  void same_padding_of_an_even_filter_puts_the_odd_zero_at_the_end() {
    Network network =
        Requests.plain("conv", Requests.scalars(3), 1, Map.of("filter", "2", "padding", "same"));
    assertThat(Specs.reads(network.plan().specs().get(0))).containsExactly(0, 1, 1, 2, 2, -1);
  }

  @ParameterizedTest
  @CsvSource({"8,8,1,3,1,0,5", "6,9,2,2,2,1,3", "5,5,3,5,1,0,4"})
  void counts_follow_the_formulas(int h, int w, int c, int f, int s, int p, int q) {
    int positions = ((h + 2 * p - f) / s + 1) * ((w + 2 * p - f) / s + 1);
    Map<String, ?> settings =
        Map.of("filter", "" + f, "stride", "" + s, "padding", "" + p, "channels", q);
    ImageShape image = new ImageShape(h, w, c);
    int set = q * (f * f * c + 1);
    int head = 10 * (positions * q + 1);
    assertThat(Requests.onImage("conv", image, 10, settings).parameters()).isEqualTo(set + head);
    assertThat(Requests.onImage("local", image, 10, settings).parameters())
        .isEqualTo(positions * set + head);
  }

  @Test
  void second_layer_reads_the_positions_of_the_first() {
    Network network =
        Requests.plain(
            "conv",
            Requests.scalars(8),
            1,
            Map.of("channels", List.of(4, 6), "filter", "2", "stride", "2"));
    BlockSpec second = network.plan().specs().get(1);
    assertThat(Specs.reads(second)).containsExactly(8, 9, 10, 11);
    assertThat(second.readWidth()).isEqualTo(8);
    assertThat(network.parameters()).isEqualTo(4 * 3 + 6 * 9 + (2 * 6 + 1));
  }

  @Test
  void layers_may_have_windows_of_their_own() {
    Network network =
        Requests.plain(
            "conv",
            Requests.scalars(7),
            1,
            Map.of(
                "channels", List.of(1, 1),
                "filter", List.of("3", "2"),
                "stride", List.of("2", "1")));
    assertThat(Specs.reads(network.plan().specs().get(0)))
        .containsExactly(0, 1, 2, 2, 3, 4, 4, 5, 6);
    assertThat(Specs.reads(network.plan().specs().get(1))).containsExactly(7, 8, 8, 9);
  }

  @Test
  void average_head_has_given_frozen_weights() {
    Network network =
        Requests.plain(
            "conv",
            Requests.scalars(4),
            3,
            Map.of("channels", 2, "filter", "1", "head", "average"));
    BlockSpec average = network.plan().specs().get(1);
    int at = network.plan().parameterOffset(1);
    double[] initial = network.initial(Initialisers.suited(), 9);
    assertThat(average.frozen()).isTrue();
    assertThat(Arrays.copyOfRange(initial, at, at + 16))
        .containsExactly(.25, 0, .25, 0, .25, 0, .25, 0, 0, .25, 0, .25, 0, .25, 0, .25);
    assertThat(network.trainableParameters()).isEqualTo(2 * 2 + 3 * 3);
  }

  @Test
  void filter_that_does_not_fit_is_refused() {
    assertThatThrownBy(() -> Requests.plain("conv", Requests.scalars(2), 1, Map.of("filter", "3")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "architecture 'conv': a filter of size 3 does not fit 2 positions with padding 0; give"
                + " a smaller filter or more padding");
  }

  @Test
  void padding_as_large_as_the_filter_is_refused() {
    assertThatThrownBy(
            () ->
                Requests.plain(
                    "conv", Requests.scalars(4), 1, Map.of("filter", "2", "padding", "2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("architecture 'conv': padding 2 must be below the filter size 2");
  }

  @Test
  void size_that_is_none_is_refused() {
    assertThatThrownBy(
            () -> Requests.plain("conv", Requests.scalars(4), 1, Map.of("filter", "2*2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("setting 'filter' cannot be '2*2': write a size such as 3 or 2x3");
    assertThatThrownBy(() -> Requests.plain("conv", Requests.scalars(4), 1, Map.of("stride", "0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("setting 'stride' cannot be '0': sizes are at least 1");
  }

  @Test
  void wrong_number_of_windows_is_refused() {
    assertThatThrownBy(
            () ->
                Requests.plain("conv", Requests.scalars(4), 1, Map.of("filter", List.of("2", "2"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("setting 'filter' has 2 entries; give one for all 1 layers, or one for each");
  }

  @Test
  void image_of_another_size_is_refused() {
    assertThatThrownBy(
            () ->
                Requests.build(
                    "local", Requests.scalars(5), 1, null, new ImageShape(2, 3, 1), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "architecture 'local' needs one input block per position: 2×3×1 has 6, the data has 5");
  }
}
