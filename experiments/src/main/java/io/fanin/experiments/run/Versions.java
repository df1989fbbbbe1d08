package io.fanin.experiments.run;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Versions of this software and of what its numbers pass through. */
public final class Versions {
  private Versions() {}

  /** Of Fanin; {@code development} where it does not run from a jar. */
  public static String fanin() {
    return of(Versions.class, "development");
  }

  /** Of the Java platform. */
  public static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  /** By name, for a run's metadata. */
  static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("fanin", fanin());
    versions.put("java", Runtime.version().toString());
    versions.put("hipparchus", of(org.hipparchus.util.FastMath.class, "unknown"));
    return versions;
  }

  private static String of(Class<?> type, String otherwise) {
    return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), otherwise);
  }
}
