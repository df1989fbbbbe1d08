package io.fanin.experiments.result;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the numbers come from: enough to get the same bits again.
 *
 * @param seed the root of every random stream
 * @param configDigest hex digest of the configuration
 * @param resultsDigest hex digest of all results, without any clock
 * @param versions of Fanin, its libraries and kernel tables, sorted by name
 * @param device such as {@code "cpu"}, with its ISA class
 * @param provider the kernel provider that computed
 * @param machine processor, cores and system
 * @param gitCommit or a word that says why there is none
 * @param started ISO-8601 in UTC
 * @param seconds how long the run took
 * @param command the line that gives this result again
 */
public record Provenance(
    long seed,
    String configDigest,
    String resultsDigest,
    Map<String, String> versions,
    String device,
    String provider,
    String machine,
    String jvm,
    String gitCommit,
    String started,
    double seconds,
    String command) {
  public Provenance {
    Require.present(configDigest, "provenance config digest");
    Require.present(resultsDigest, "provenance results digest");
    versions = sorted(versions);
    Require.present(device, "provenance device");
    Require.present(provider, "provenance provider");
    Require.present(machine, "provenance machine");
    Require.present(jvm, "provenance jvm");
    Require.present(gitCommit, "provenance git commit");
    Require.condition(isInstant(started), "started must be ISO-8601 in UTC, was '" + started + "'");
    Require.condition(
        seconds >= 0 && seconds <= Double.MAX_VALUE, "seconds must be >= 0, was " + seconds);
    Require.text(command, "provenance command");
  }

  private static Map<String, String> sorted(@Nullable Map<String, String> versions) {
    Map<String, String> copy = new TreeMap<>();
    Require.present(versions, "provenance versions")
        .forEach((name, version) -> copy.put(name, Require.present(version, "version of " + name)));
    return Collections.unmodifiableMap(copy);
  }

  private static boolean isInstant(@Nullable String text) {
    try {
      Instant.parse(Require.present(text, "provenance started"));
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
