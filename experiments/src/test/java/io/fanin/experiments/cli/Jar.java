package io.fanin.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Builds plugin jars, good and bad ones, from small sources. */
final class Jar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final List<String> left = new ArrayList<>();
  private @Nullable String spi = "1";

  /** A jar with the two claims of these tests, whose classes are on the class path. */
  static void coins(Path folder) {
    new Jar()
        .service(
            "io.fanin.experiments.claim.ClaimProvider",
            CoinClaim.class.getName() + "\n" + BentCoinClaim.class.getName())
        .write(folder.resolve("coins.jar"));
  }

  /** What the manifest declares; null for nothing. */
  Jar spi(@Nullable String version) {
    spi = version;
    return this;
  }

  Jar source(String name, String text) {
    sources.put(name, text);
    return this;
  }

  Jar service(String type, String names) {
    services.put(type, names);
    return this;
  }

  /** Compiles this class, but leaves it out of the jar. */
  Jar leaveOut(String name) {
    left.add(name);
    return this;
  }

  Path write(Path jar) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (spi != null) {
      manifest.getMainAttributes().putValue("Fanin-Spi-Version", spi);
    }
    try {
      Files.createDirectories(jar.getParent());
      Path classes = Files.createTempDirectory(jar.getParent(), "classes");
      compile(classes);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        for (Map.Entry<String, String> service : services.entrySet()) {
          put(out, "META-INF/services/" + service.getKey(), bytes(service.getValue()));
        }
        putClasses(out, classes);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void putClasses(JarOutputStream out, Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (!left.contains(name.replace(".class", "").replace('/', '.'))) {
          put(out, name, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    List<String> options =
        List.of(
            "-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    boolean fine = compiler.getTask(messages, null, null, options, null, files).call();
    assertThat(fine).as(messages.toString()).isTrue();
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
