package io.fanin.experiments.sweep;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** SHA-256 of canonical texts. */
public final class Digests {
  private Digests() {}

  /** Lower-case hex of the SHA-256 of a text's UTF-8 bytes; 64 characters. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * One digest for a set of results: the results' own digests sorted by trial, so that neither the
   * order in which they came nor any clock shows.
   */
  public static String of(Collection<TrialResult> results) {
    return sha256(
        results.stream()
            .map(r -> r.trial().digest() + " " + r.digest() + "\n")
            .sorted()
            .collect(Collectors.joining()));
  }
}
