package io.fanin.experiments.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run's numbers come from.
 *
 * @param claim id of the claim, or of what else was run
 * @param settings canonical text, as {@link io.fanin.experiments.sweep.Settings#text} gives it
 * @param seed the run's seed
 * @param versions of this software, the Java platform and the libraries, by name; unmodifiable
 * @param gitCommit of the working copy, or {@code unknown}
 * @param machine processor, cores and system in words
 * @param device the compute device in words
 * @param created when; part of no digest
 */
public record RunMetadata(
    String claim,
    String settings,
    long seed,
    SortedMap<String, String> versions,
    String gitCommit,
    String machine,
    String device,
    Instant created) {
  /** Copies the versions. */
  public RunMetadata {
    if (!claim.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "claim must be lower case with dashes, was '" + claim + "'");
    }
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** Metadata whose versions are in any kind of map. */
  public static RunMetadata of(
      String claim,
      String settings,
      long seed,
      Map<String, String> versions,
      String gitCommit,
      String machine,
      String device,
      Instant created) {
    return new RunMetadata(
        claim, settings, seed, new TreeMap<>(versions), gitCommit, machine, device, created);
  }

  /** Whether a run of the other would do the same work: claim, settings and seed are equal. */
  public boolean sameWork(RunMetadata other) {
    return claim.equals(other.claim) && settings.equals(other.settings) && seed == other.seed;
  }
}
