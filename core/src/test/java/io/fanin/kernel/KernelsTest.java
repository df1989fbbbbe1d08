package io.fanin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelsTest {
  @TempDir Path folder;

  @AfterEach
  void require_nothing() {
    System.clearProperty(Kernels.REQUIRE);
  }

  @Test
  void the_reference_is_always_there() {
    assertThat(Kernels.of(List.of()).usable())
        .singleElement()
        .isInstanceOf(ReferenceProvider.class);
    assertThat(Kernels.of(List.of()).choose(plan(), DType.DOUBLE).id()).isEqualTo("reference");
  }

  @Test
  void the_highest_rank_that_accepts_is_chosen() {
    Kernels kernels =
        Kernels.of(
            List.of(new Fake("low", 1), new Fake("picky", 3).refusing(), new Fake("mid", 2)));
    assertThat(kernels.usable())
        .extracting(KernelProvider::id)
        .containsExactly("picky", "mid", "low", "reference");
    assertThat(kernels.choose(plan(), DType.FLOAT).id()).isEqualTo("mid");
  }

  @Test
  void only_never_falls_back() {
    Kernels only = Kernels.of(List.of(new Fake("picky", 3).refusing())).only("picky");
    assertThatThrownBy(() -> only.choose(plan(), DType.FLOAT))
        .isInstanceOf(KernelException.Refused.class)
        .hasMessage(
            "no kernel provider accepts the plan: picky refused: spec 'n': it is not in the mood");
  }

  @Test
  void an_unknown_device_gets_the_nearest_suggestion() {
    Kernels kernels = Kernels.of(List.of());
    assertThatThrownBy(() -> kernels.only("referense"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("no device 'referense'; did you mean 'reference'?");
  }

  @Test
  void a_device_that_is_one_has_no_numbers() {
    Kernels kernels = Kernels.of(List.of());
    assertThatThrownBy(() -> kernels.only("reference:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "device 'reference:1' cannot be chosen: 'reference' is one device; leave ':1' out");
    assertThatThrownBy(() -> kernels.only("referense:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("no device 'referense'; did you mean 'reference'?");
  }

  @Test
  void a_device_that_cannot_be_used_here_says_why() {
    Kernels kernels = Kernels.of(List.of(new Fake("gpu", 5).absent()));
    assertThatThrownBy(() -> kernels.only("gpu"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("device 'gpu' cannot be used here: no card is plugged in");
  }

  @Test
  void broken_providers_are_reported_and_stop_no_other() {
    Kernels kernels =
        Kernels.of(
            List.of(
                new Fake("Bad Id", 1),
                new Fake("zero", 0),
                new Fake("good", 1),
                new Fake("good", 2),
                new Fake("throws", 9).throwing()));
    assertThat(kernels.usable())
        .extracting(KernelProvider::id)
        .containsExactly("good", "reference");
    assertThat(kernels.unusable())
        .containsEntry(
            Fake.class.getName(),
            "its id 'good' is taken by an earlier provider; "
                + "its id 'Bad Id' is not lower-case words joined by dashes; "
                + "its rank is 0, but must be above 0, which is the reference's")
        .containsEntry(
            "throws", "it fails when asked: UnsatisfiedLinkError: no fast in java.library.path")
        .hasSize(2);
    assertThat(kernels.entries()).allSatisfy(e -> assertThat(e.origin()).isNotBlank());
  }

  @Test
  void a_provider_that_throws_when_asked_for_support_has_refused() {
    Kernels kernels = Kernels.of(List.of(new Fake("loose", 4).unsure()));
    assertThat(kernels.choose(plan(), DType.FLOAT).id()).isEqualTo("reference");
  }

  @Test
  void a_required_provider_that_is_missing_is_an_error() {
    System.setProperty(Kernels.REQUIRE, "reference, warp");
    assertThatThrownBy(() -> Kernels.discover(List.of()))
        .isInstanceOf(KernelException.Refused.class)
        .hasMessage(
            "kernel provider 'warp' is required (-Dfanin.require) but not usable: it is not on the"
                + " class path");
    System.setProperty(Kernels.REQUIRE, "reference");
    assertThat(Kernels.discover(List.of()).usable()).hasSize(1);
  }

  @Test
  void plugins_of_several_class_loaders_are_found_once_each() throws IOException {
    try (URLClassLoader malformed = plugin("malformed", "?!");
        URLClassLoader first = plugin("first", Good.class.getName());
        URLClassLoader second =
            plugin("second", "io.fanin.Missing", Bad.class.getName(), Good.class.getName())) {
      Kernels kernels = Kernels.discover(List.of(malformed, first, second));
      assertThat(kernels.usable())
          .extracting(KernelProvider::id)
          .containsExactly("good", "reference");
      assertThat(kernels.unusable()).containsOnlyKeys("?", Bad.class.getName());
      assertThat(kernels.unusable().get(Bad.class.getName()))
          .contains("IllegalStateException: no fast library");
      assertThat(kernels.unusable().get("?"))
          .contains("Illegal provider-class name: ?!")
          .contains("Provider io.fanin.Missing not found");
      assertThat(kernels.entries())
          .extracting(Kernels.Entry::origin)
          .anyMatch(origin -> origin.contains("/malformed/"))
          .anyMatch(origin -> origin.contains("/second/"));
    }
  }

  private URLClassLoader plugin(String name, String... providers) throws IOException {
    Path services = Files.createDirectories(folder.resolve(name).resolve("META-INF/services"));
    Files.write(services.resolve(KernelProvider.class.getName()), List.of(providers));
    URL[] urls = {folder.resolve(name).toUri().toURL()};
    return new URLClassLoader(urls, getClass().getClassLoader());
  }

  private static Plan plan() {
    Plan.Builder plan = Plan.builder();
    plan.input(new InputBlock("x", 0, 1, 0));
    plan.add(
        new AffineSpec(
            "n",
            1,
            1,
            new int[] {1},
            1,
            Activation.RELU,
            true,
            new int[1],
            new int[1],
            new int[1],
            false,
            1));
    return plan.build();
  }

  /** Found by name; works. */
  public static final class Good extends Wrapped {
    /** For the service loader. */
    public Good() {
      super(new Fake("good", 1));
    }
  }

  /** Found by name; fails to start. */
  public static final class Bad extends Wrapped {
    /** For the service loader. */
    public Bad() {
      super(broken());
    }

    private static Fake broken() {
      throw new IllegalStateException("no fast library");
    }
  }

  private abstract static class Wrapped implements KernelProvider {
    private final Fake fake;

    Wrapped(Fake fake) {
      this.fake = fake;
    }

    @Override
    public String id() {
      return fake.id();
    }

    @Override
    public int rank() {
      return fake.rank();
    }

    @Override
    public String tableVersion() {
      return fake.tableVersion();
    }

    @Override
    public String isaClass() {
      return fake.isaClass();
    }

    @Override
    public Support probe() {
      return fake.probe();
    }

    @Override
    public Support supports(BlockSpec spec, DType dtype) {
      return fake.supports(spec, dtype);
    }

    @Override
    public Device open() {
      return fake.open();
    }
  }

  private record Fake(String id, int rank, String mood) implements KernelProvider {
    Fake(String id, int rank) {
      this(id, rank, "fine");
    }

    Fake refusing() {
      return new Fake(id, rank, "refusing");
    }

    Fake absent() {
      return new Fake(id, rank, "absent");
    }

    Fake throwing() {
      return new Fake(id, rank, "throwing");
    }

    Fake unsure() {
      return new Fake(id, rank, "unsure");
    }

    @Override
    public String tableVersion() {
      return "1";
    }

    @Override
    public String isaClass() {
      return "none";
    }

    @Override
    public Support probe() {
      return switch (mood) {
        case "absent" -> Support.no("no card is plugged in");
        case "throwing" -> throw new UnsatisfiedLinkError("no fast in java.library.path");
        default -> Support.yes();
      };
    }

    @Override
    public Support supports(BlockSpec spec, DType dtype) {
      return switch (mood) {
        case "refusing" -> Support.no("it is not in the mood");
        case "unsure" -> throw new IllegalStateException("who knows");
        default -> Support.yes();
      };
    }

    @Override
    public Device open() {
      return new ReferenceProvider().open();
    }
  }
}
