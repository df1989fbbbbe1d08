package io.fanin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.function.TargetProvider;
import io.fanin.kernel.KernelProvider;
import io.fanin.launcher.Launcher;
import io.fanin.launcher.Launcher.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
  @TempDir private Path folder;

  private void plugin(String name, Class<?> type, Class<?> service) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Fanin-Spi-Version", "1");
    Path jar = Files.createDirectories(folder.resolve("plugins")).resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + type.getName()));
      out.write(service.getName().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void contracts_are_checked_and_what_breaks_one_is_named() throws Exception {
    plugin("a-ring.jar", TargetProvider.class, org.example.ring.RingTarget.class);
    plugin("b-halving.jar", KernelProvider.class, Halving.class);
    plugin("c-leaving.jar", TargetProvider.class, Leaving.class);

    Ended doctor = Launcher.in(folder).run("--plugins", folder + "/plugins", "doctor", "--plugins");

    assertThat(doctor.out().replaceAll("\\s+", " ")) // long verdicts are wrapped
        .containsPattern(
            "a-ring.jar target org.example.ring.RingTarget kept: all \\d+ cases passed")
        .containsPattern(
            "b-halving.jar kernel provider io.fanin.doctor.Halving BROKEN: \\d+ of \\d+ cases failed,"
                + " first \\w+ .*: \\[resources open at the end of the test\\] expected: 0 but was: 1 ")
        .endsWith("c-leaving.jar target io.fanin.doctor.Leaving BROKEN: the process ended with 9 ");
    assertThat(doctor.err().lines()).hasSize(3).allMatch(line -> line.startsWith("checking "));
    assertThat(doctor.code()).isEqualTo(1);
  }
}
