package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SizingTest {
  private static final Architectures ALL = Architectures.builtIn();

  private static ArchitectureRequest request(String id, Map<String, ?> settings) {
    return new ArchitectureRequest(
        Requests.scalars(64),
        10,
        null,
        new ImageShape(8, 8, 1),
        ALL.settings(id).withAll(settings));
  }

  @Test
  void shallow_width_comes_as_near_as_a_width_can() {
    Sizing sizing =
        Sizing.nearest(
            ALL.get("shallow"), request("shallow", Map.of()), "width", Sizing.PARAMETERS, 9500);
    // 75 parameters a unit and 10: 9460 at 126, 9535 at 127.
    assertThat(sizing.width()).isEqualTo(127);
    assertThat(sizing.achieved()).isEqualTo(9535);
    assertThat(sizing.settings().get(Keys.WIDTH)).isEqualTo(127);
  }

  @Test
  void ties_go_to_the_smaller_width_and_tiny_targets_to_one() {
    ArchitectureRequest request = request("shallow", Map.of("bias", false));
    assertThat(
            Sizing.nearest(ALL.get("shallow"), request, "width", Sizing.MULTIPLY_ADDS, 74 * 3 + 37)
                .width())
        .isEqualTo(3);
    assertThat(
            Sizing.nearest(ALL.get("shallow"), request, "width", Sizing.MULTIPLY_ADDS, 1).width())
        .isEqualTo(1);
  }

  @Test
  void unknown_setting_gets_the_nearest_name() {
    assertThatThrownBy(
            () ->
                Sizing.nearest(
                    ALL.get("shallow"),
                    request("shallow", Map.of()),
                    "widt",
                    Sizing.PARAMETERS,
                    100))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("unknown setting 'widt'; did you mean 'width'?");
  }

  @Test
  void list_of_channels_grows_as_one() {
    ArchitectureRequest request = request("conv", Map.of("channels", List.of(1, 1)));
    Sizing sizing = Sizing.nearest(ALL.get("conv"), request, "channels", Sizing.PARAMETERS, 2000);
    assertThat(sizing.settings().get(GridFamily.CHANNELS))
        .containsExactly(sizing.width(), sizing.width());
    // 9 q^2 + 171 q + 10 with 4x4 positions left: 1891 at 8 is nearer than 2278 at 9.
    assertThat(sizing.width()).isEqualTo(8);
    assertThat(sizing.achieved()).isEqualTo(9 * 64 + 171 * 8 + 10);
  }
}
