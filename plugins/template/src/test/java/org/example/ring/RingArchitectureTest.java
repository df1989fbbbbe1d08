package org.example.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.ImageShape;
import io.fanin.settings.Settings;
import io.fanin.testkit.ArchitectureContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inherits every test of an architecture, gradients included. */
final class RingArchitectureTest extends ArchitectureContract {
  @Override
  protected ArchitectureProvider provider() {
    return new RingArchitecture();
  }

  @Override
  protected List<ArchitectureRequest> requests() {
    Settings small = Settings.of(provider().keys()).withAll(Map.of("width", 2));
    ImageShape line = new ImageShape(1, 5, 1);
    return List.of(
        new ArchitectureRequest(line.blocks(), 1, null, null, small),
        new ArchitectureRequest(line.blocks(), 2, null, null, small.withAll(Map.of("reach", 9))));
  }

  @Test
  void five_nodes_of_two_units_that_read_two_inputs_have_41_parameters() {
    // 5 nodes of 2 * 2 weights and 2 biases, then 10 weights and 1 bias.
    assertThat(provider().build(requests().get(0)).trainableParameters()).isEqualTo(41);
  }
}
