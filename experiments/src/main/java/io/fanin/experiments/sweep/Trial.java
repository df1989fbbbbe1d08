package io.fanin.experiments.sweep;

/**
 * The identity of one trial: the same identity gives the same bits.
 *
 * @param claim id of the claim or sweep, such as {@code locality}
 * @param kind which of the claim's kinds of trial, such as {@code local}
 * @param settings canonical text, as {@link Settings#text} gives it
 * @param seed seed of all the trial's random streams
 * @param numerics what else the bits depend on
 */
public record Trial(String claim, String kind, String settings, long seed, Numerics numerics) {
  /** Refuses an empty part and one with a control character. */
  public Trial {
    requirePlain("claim", claim);
    requirePlain("kind", kind);
    requirePlain("settings", settings);
  }

  /** A trial with the canonical text of its settings. */
  public static Trial of(
      String claim, String kind, Settings settings, long seed, Numerics numerics) {
    return new Trial(claim, kind, settings.text(), seed, numerics);
  }

  /** The text of which {@link #digest} is the digest: one {@code key=value} a line. */
  public String canonicalText() {
    return "fanin-trial 1\nclaim="
        + claim
        + "\nkind="
        + kind
        + "\nsettings="
        + settings
        + "\nseed="
        + seed
        + "\nprovider="
        + numerics.provider()
        + "\ntables="
        + numerics.tables()
        + "\nisa="
        + numerics.isa()
        + "\ndtype="
        + numerics.dtype()
        + "\n";
  }

  /** Lower-case hex of the SHA-256 of {@link #canonicalText}; 64 characters. */
  public String digest() {
    return Digests.sha256(canonicalText());
  }

  /** The first 12 characters of the digest, with claim and kind, for messages. */
  public String label() {
    return claim + "/" + kind + "#" + digest().substring(0, 12);
  }

  /** A line break inside a part could make two identities one text. */
  static void requirePlain(String what, String value) {
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " must be one line of text, was '" + value + "'");
    }
  }
}
