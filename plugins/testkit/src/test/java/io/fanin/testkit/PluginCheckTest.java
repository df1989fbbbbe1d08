package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.function.TargetProvider;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Support;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.settings.Key;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginCheckTest {
  @TempDir private Path folder;

  /** Forgets the bias of every node. */
  public static final class Forgetful extends Delegating {
    public Forgetful() {
      super(new BrokenProvider(BrokenProvider.Bug.FORGETS_BIAS));
    }
  }

  /** Needs hardware that nobody has. */
  public static final class Absent extends Delegating {
    public Absent() {
      super(new BrokenProvider(BrokenProvider.Bug.FORGETS_BIAS));
    }

    @Override
    public Support probe() {
      return Support.no("no such chip");
    }
  }

  /** Builds another network at every call. */
  public static final class Fickle implements ArchitectureProvider {
    private int calls;

    @Override
    public String id() {
      return "fickle";
    }

    @Override
    public String description() {
      return "another one each time";
    }

    @Override
    public List<Key<?>> keys() {
      return List.of();
    }

    @Override
    public Network build(ArchitectureRequest request) {
      Architectures known = Architectures.builtIn();
      return known.build(
          "shallow", request.with(known.settings("shallow").with("width", 1 + calls++ % 3)));
    }
  }

  private List<String> check(Class<?> type, String names) throws IOException {
    Path jar = folder.resolve("plugin.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, new Manifest())) {
      out.putNextEntry(new JarEntry("META-INF/services/" + type.getName()));
      out.write(names.getBytes(StandardCharsets.UTF_8));
    }
    Path result = folder.resolve("result");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    PluginCheck.main(new String[] {jar.toString(), result.toString()});
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    return Files.readAllLines(result);
  }

  @Test
  void a_wrong_provider_is_named_with_its_first_failing_case() throws IOException {
    String name = Forgetful.class.getName();
    List<String> lines = check(KernelProvider.class, "# one\n" + name + " # here\n");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("begin\tkernel provider\t" + name);
    String[] end = lines.get(1).split("\t", -1);
    assertThat(end).hasSize(8).startsWith("end", "kernel provider", name, "failed");
    assertThat(Integer.parseInt(end[4])).isGreaterThan(100);
    assertThat(Integer.parseInt(end[5])).isBetween(10, Integer.parseInt(end[4]));
    assertThat(end[6]).matches("[a-z0-9_]+ .*");
    assertThat(end[7]).isNotBlank();
    assertThat(lines.get(2)).isEqualTo("done");
  }

  @Test
  void what_cannot_work_here_is_not_checked() throws IOException {
    String name = Absent.class.getName();
    assertThat(check(KernelProvider.class, name))
        .containsExactly(
            "begin\tkernel provider\t" + name,
            "end\tkernel provider\t" + name + "\tunchecked\tnot usable here: no such chip",
            "done");
  }

  @Test
  void an_architecture_and_a_class_that_is_missing_are_judged() throws IOException {
    assertThat(check(ArchitectureProvider.class, Fickle.class.getName()).get(1))
        .contains("\tfailed\t")
        .contains("\tthe_same_request_gives_the_same_network\t");
    assertThat(check(TargetProvider.class, "org.example.None").get(1))
        .contains("\tfailed\t")
        .contains("org.example.None cannot be made: java.lang.ClassNotFoundException");
  }
}
