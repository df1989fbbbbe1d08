package io.fanin.experiments.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final Spi<CommandProvider> SPI =
      new Spi<>(CommandProvider.class, "command", CommandProvider::id, Set.of("taboo"));

  private record Named(String id) implements CommandProvider {
    @Override
    public String id() {
      if (id.equals("!")) {
        throw new IllegalStateException("no name\nat all");
      }
      return id;
    }

    @Override
    public String description() {
      return "nothing";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
      return 0;
    }
  }

  private final Plugins plugins = Plugins.load(RegistryTest.class.getClassLoader(), List.of());

  private Registry<CommandProvider> registry(String... ids) {
    return plugins.registry(SPI, java.util.Arrays.stream(ids).map(Named::new).toList());
  }

  private List<String> reasons() {
    return plugins.problems().stream()
        .map(p -> p.reason().replace(Named.class.getName(), "Named"))
        .toList();
  }

  @Test
  void services_are_found_by_id_in_its_order() {
    Registry<CommandProvider> registry = registry("b", "a-1");
    assertThat(registry.offers()).extracting(Offer::id).containsExactly("a-1", "b");
    assertThat(registry.get("b")).isEqualTo(new Named("b"));
    assertThat(registry.has("c")).isFalse();
    assertThatThrownBy(() -> registry.get("a1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("unknown command 'a1'; did you mean 'a-1'?");
    assertThat(reasons()).isEmpty();
  }

  @Test
  void whatever_is_wrong_with_an_id_is_said_and_stops_nothing() {
    Registry<CommandProvider> registry =
        registry("fine", "", "Big", "a--b", "1a", "taboo", "fine", "!", "x".repeat(61));
    assertThat(registry.offers()).extracting(Offer::id).containsExactly("fine");
    String origin = Origins.of(Named.class);
    assertThat(reasons())
        .containsExactly(
            "command Named: it has no id",
            "command Named: its id 'Big' is not lower-case words joined by dashes",
            "command Named: its id 'a--b' is not lower-case words joined by dashes",
            "command Named: its id '1a' is not lower-case words joined by dashes",
            "command Named: its id 'taboo' is reserved",
            "command Named: its id 'fine' is taken by " + origin,
            "command Named fails when asked for its id: IllegalStateException: no name",
            "command Named: its id '"
                + "x".repeat(61)
                + "' is not lower-case words joined by dashes");
  }

  @Test
  void a_jar_must_be_built_for_this_version() {
    Manifest manifest = new Manifest();
    assertThat(SpiVersion.refusal(null).orElseThrow())
        .isEqualTo(
            "its manifest does not say for which service interfaces it was built; add"
                + " Fanin-Spi-Version: 1");
    assertThat(SpiVersion.refusal(manifest)).isPresent();
    manifest.getMainAttributes().put(new Attributes.Name("Fanin-Spi-Version"), "2");
    assertThat(SpiVersion.refusal(manifest).orElseThrow())
        .isEqualTo(
            "it was built for version 2 of the service interfaces, and this is version 1; build it"
                + " against this version of Fanin");
    manifest.getMainAttributes().put(new Attributes.Name("Fanin-Spi-Version"), " 1 ");
    assertThat(SpiVersion.refusal(manifest)).isEmpty();
  }
}
