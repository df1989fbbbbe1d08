package io.fanin.experiments.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.ProvisionException;
import io.fanin.experiments.plugin.Offer;
import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WiringTest {
  private final Services services = Wiring.services(List.of(), Set.of("run"));

  @Test
  void everything_built_in_is_there() {
    assertThat(services.claims().offers())
        .extracting(Offer::id)
        .contains("approximation-rate", "locality");
    assertThat(services.targetProviders().has("tree")).isTrue();
    assertThat(services.architectureProviders().has("matched")).isTrue();
    assertThat(services.optimizerProviders().has("adam")).isTrue();
    assertThat(services.backends().has("threads")).isTrue();
    assertThat(services.plugins()).isEmpty();
    assertThat(services.problems()).isEmpty();
  }

  @Test
  void a_part_is_made_once() {
    assertThat(services.claims()).isSameAs(services.claims());
    assertThat(services.architectures().all())
        .hasSameSizeAs(services.architectureProviders().all());
  }

  @Test
  void an_error_comes_without_what_the_injector_says_around_it() {
    InvalidInputException cause = new InvalidInputException("--plugins: there is no folder x");
    assertThatThrownBy(
            () ->
                Wiring.plainly(
                    () -> {
                      throw new ProvisionException("Unable to provision", cause);
                    }))
        .isSameAs(cause);
    ProvisionException bare = new ProvisionException("nothing behind it");
    assertThatThrownBy(
            () ->
                Wiring.plainly(
                    () -> {
                      throw bare;
                    }))
        .isSameAs(bare);
  }
}
