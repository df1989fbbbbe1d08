package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good plugins work, whatever stands beside them; bad ones are reported with jar and reason. */
class PluginsTest {
  private static final String TARGET = "io.fanin.function.TargetProvider";
  private static final String COMMAND = "io.fanin.experiments.plugin.CommandProvider";

  @TempDir private Path folder;

  /** A target of this id; {@code extra} stands in its constructor. */
  private static String target(String name, String id, String extra) {
    return """
    package p;
    public final class %s implements io.fanin.function.TargetProvider {
      public %s() { %s }
      @Override public String id() { return %s; }
      @Override public String description() { return "a test"; }
      @Override public java.util.List<io.fanin.settings.Key<?>> keys() {
        return java.util.List.of();
      }
      @Override public io.fanin.function.SparseFunction create(
          io.fanin.settings.Settings settings, long seed) {
        return io.fanin.function.SparseFunction.builder()
            .input("x", new io.fanin.function.InputLaw.Uniform(-1, 1)).node("y", "2*x").build();
      }
    }
    """
        .formatted(name, name, extra, id);
  }

  private Jar oneTarget(String id, String extra) {
    return new Jar().source("p.Good", target("Good", id, extra)).service(TARGET, "p.Good");
  }

  private Path good() {
    return oneTarget("\"doubled\"", "").write(folder.resolve("a-good.jar"));
  }

  private Call fanin(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--plugins";
    all[arguments.length + 1] = folder.toString();
    return Call.of(all);
  }

  /** The bad jar is left out for this reason, and the good one is there all the same. */
  private void leftOut(Path bad, String reason) {
    good();
    Call list = fanin("list", "--output", "json").fine();
    JsonNode plugins = list.json().path("plugins");
    boolean found = false;
    for (JsonNode plugin : plugins) {
      if (plugin.path("origin").asText().equals(bad.toString())
          && !plugin.path("usable").asBoolean()) {
        assertThat(plugin.path("description").asText()).isEqualTo("left out: " + reason);
        found = true;
      }
    }
    assertThat(found).as(list.out()).isTrue();
    assertThat(list.json().path("targets").findValuesAsText("id")).contains("doubled", "tree");
    Call explain = fanin("explain", "locality");
    assertThat(explain.fine().err())
        .isEqualTo("fanin: plugin " + bad + ": left out: " + reason + "\n");
    assertThat(fanin("doctor").code()).isEqualTo(ExitCode.UNDECIDED);
    assertThat(fanin("doctor").out()).contains("a-good.jar").contains("bad.jar");
  }

  @Test
  void a_good_plugin_is_listed_with_its_jar() {
    Path good = good();
    JsonNode json = fanin("list", "targets", "--output", "json").fine().json();
    assertThat(json.path("targets"))
        .anySatisfy(
            one -> {
              assertThat(one.path("id").asText()).isEqualTo("doubled");
              assertThat(one.path("origin").asText()).isEqualTo(good.toString());
            });
    assertThat(fanin("list", "plugins").fine().out()).contains("a-good.jar  target 'doubled'");
  }

  @Test
  void a_plugin_brings_a_command() {
    new Jar()
        .source(
            "p.Hello",
            """
            package p;
            public final class Hello implements io.fanin.experiments.plugin.CommandProvider {
              @Override public String id() { return "hello"; }
              @Override public String description() { return "greets"; }
              @Override public int run(java.util.List<String> arguments, java.io.PrintStream out) {
                if (arguments.isEmpty()) {
                  throw new io.fanin.input.InvalidInputException("hello: whom? add a name");
                }
                out.println("hello " + arguments);
                return 3;
              }
            }
            """)
        .service(COMMAND, "# greetings\n\np.Hello # here")
        .write(folder.resolve("hello.jar"));
    Call call = fanin("hello", "you", "--loud");
    assertThat(call.err()).isEmpty();
    assertThat(call.out()).isEqualTo("hello [you, --loud]\n");
    assertThat(call.code()).isEqualTo(3);
    Call wrong = fanin("hello");
    assertThat(wrong.err()).isEqualTo("fanin: hello: whom? add a name\n");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(fanin("helo").err()).startsWith("fanin: unknown command 'helo'");
  }

  @Test
  void a_jar_that_is_none() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jar"), "no zip at all");
    leftOut(bad, "it is not a readable jar: ZipException: zip END header not found");
  }

  @Test
  void a_jar_that_was_cut_off() throws IOException {
    byte[] whole = Files.readAllBytes(good());
    Path bad = folder.resolve("bad.jar");
    Files.write(bad, java.util.Arrays.copyOf(whole, whole.length / 2));
    leftOut(bad, "it is not a readable jar: ZipException: zip END header not found");
  }

  @Test
  void no_version_of_the_interfaces() {
    Path bad = oneTarget("\"other\"", "").spi(null).write(folder.resolve("bad.jar"));
    leftOut(
        bad,
        "its manifest does not say for which service interfaces it was built; add"
            + " Fanin-Spi-Version: 1");
  }

  @Test
  void another_version_of_the_interfaces() {
    Path bad = oneTarget("\"other\"", "").spi("2").write(folder.resolve("bad.jar"));
    leftOut(
        bad,
        "it was built for version 2 of the service interfaces, and this is version 1; build it"
            + " against this version of Fanin");
  }

  @Test
  void an_id_that_is_none() {
    Path bad = oneTarget("\"Two Words\"", "").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good: its id 'Two Words' is not lower-case words joined by dashes");
  }

  @Test
  void no_id_at_all() {
    Path bad = oneTarget("null", "").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good: it has no id");
  }

  @Test
  void an_id_that_is_built_in() {
    Path bad = oneTarget("\"tree\"", "").write(folder.resolve("bad.jar"));
    Call call = fanin("list", "plugins", "--output", "json").fine();
    assertThat(call.out()).contains("left out: target p.Good: its id 'tree' is taken by ");
    assertThat(call.out()).contains(bad.toString());
  }

  @Test
  void an_id_of_another_plugin() {
    Path bad = oneTarget("\"doubled\"", "").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good: its id 'doubled' is taken by " + folder.resolve("a-good.jar"));
  }

  @Test
  void an_id_that_is_reserved() {
    Path bad = oneTarget("\"file\"", "").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good: its id 'file' is reserved");
  }

  @Test
  void a_constructor_that_throws() {
    Path bad =
        oneTarget("\"other\"", "if (true) throw new IllegalStateException(\"no luck\");")
            .write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good cannot be made: IllegalStateException: no luck");
  }

  @Test
  void a_constructor_that_overflows_the_stack() {
    Path bad = oneTarget("\"other\"", "new Good();").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good cannot be made: StackOverflowError");
  }

  @Test
  void an_id_that_throws() {
    Path bad =
        oneTarget("String.valueOf(1 / Integer.parseInt(\"0\"))", "")
            .write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good fails when asked for its id: ArithmeticException: / by zero");
  }

  @Test
  void a_static_initialiser_that_throws() {
    String source =
        target("Good", "\"other\"", "")
            .replace(
                "{\n  public Good",
                "{\n  static int x = 1 / Integer.parseInt(\"0\");\n  public Good");
    Path bad =
        new Jar()
            .source("p.Good", source)
            .service(TARGET, "p.Good")
            .write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good cannot be made: ArithmeticException: / by zero");
  }

  @Test
  void a_dependency_that_is_missing() {
    Path bad =
        new Jar()
            .source("p.Library", "package p; public class Library {}")
            .source("p.Good", target("Good", "\"other\"", "new Library();"))
            .service(TARGET, "p.Good")
            .leaveOut("p.Library")
            .write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good cannot be made: the class p.Library is missing");
  }

  @Test
  void a_class_that_is_missing() {
    Path bad = new Jar().service(TARGET, "p.Nobody").write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Nobody cannot be made: the class p.Nobody is missing");
  }

  @Test
  void a_class_of_another_kind() {
    Path bad =
        new Jar()
            .source("p.Other", "package p; public class Other {}")
            .service(TARGET, "p.Other")
            .write(folder.resolve("bad.jar"));
    leftOut(
        bad,
        "target p.Other cannot be made: the class does not implement"
            + " io.fanin.function.TargetProvider");
  }

  @Test
  void a_class_without_a_constructor_for_us() {
    String source =
        target("Good", "\"other\"", "").replace("public Good() {", "public Good(int x) {");
    Path bad =
        new Jar()
            .source("p.Good", source)
            .service(TARGET, "p.Good")
            .write(folder.resolve("bad.jar"));
    leftOut(bad, "target p.Good cannot be made: it has no public constructor without arguments");
  }

  @Test
  void a_jar_that_offers_nothing() {
    Path bad = new Jar().write(folder.resolve("bad.jar"));
    leftOut(bad, "it offers nothing: it has no META-INF/services file of a Fanin interface");
  }

  @Test
  void a_device_that_is_broken_does_not_stop_the_others() {
    Path bad =
        new Jar()
            .service("io.fanin.kernel.KernelProvider", "p.Nobody")
            .write(folder.resolve("bad.jar"));
    good();
    Call call = fanin("list", "--output", "json").fine();
    assertThat(call.json().path("devices").findValuesAsText("id")).contains("reference", "?");
    assertThat(call.json().path("plugins"))
        .anySatisfy(
            one -> {
              assertThat(one.path("origin").asText()).isEqualTo(bad.toString());
              assertThat(one.path("description").asText()).contains("p.Nobody");
            });
  }
}
