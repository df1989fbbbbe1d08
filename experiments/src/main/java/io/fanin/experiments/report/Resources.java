package io.fanin.experiments.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that lie on the class path. */
final class Resources {
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Resources() {}

  /** The plotting library, whose licence note is its first comment. */
  static String echarts() {
    String script = text(ECHARTS);
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException(ECHARTS + " cannot stand inside a script element");
    }
    return script;
  }

  /** A file of this package. */
  static String own(String name) {
    return text("/io/fanin/experiments/report/" + name);
  }

  private static String text(String path) {
    try (InputStream in = Resources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
