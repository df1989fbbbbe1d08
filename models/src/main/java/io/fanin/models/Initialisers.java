package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.List;

/**
 * The laws for first parameters.
 *
 * <p>{@code fanIn} counts the numbers that a unit reads (a padded read counts), {@code fanOut} the
 * width that its node writes. All are of mean 0; biases start at 0.
 */
public final class Initialisers {
  private static final int MUP_BASE = 64;
  private static final List<Initialiser> ALL =
      List.of(
          new Scaled("suited", true, Scaled::suited),
          new Scaled("he-normal", true, s -> 2.0 / s.fanIn()),
          new Scaled("he-uniform", false, s -> 2.0 / s.fanIn()),
          new Scaled("glorot-normal", true, s -> 2.0 / (s.fanIn() + s.fanOut())),
          new Scaled("glorot-uniform", false, s -> 2.0 / (s.fanIn() + s.fanOut())),
          new Scaled("lecun-normal", true, s -> 1.0 / s.fanIn()),
          new Scaled("lecun-uniform", false, s -> 1.0 / s.fanIn()),
          new Orthogonal(),
          new MuP(MUP_BASE));

  private Initialisers() {}

  /** Normal with variance {@code 2 / fanIn} before relu and leaky relu, else {@code 1 / fanIn}. */
  public static Initialiser suited() {
    return named("suited");
  }

  /** Normal with variance {@code 2 / fanIn} (He et al. 2015). */
  public static Initialiser heNormal() {
    return named("he-normal");
  }

  /** Uniform with variance {@code 2 / fanIn} (He et al. 2015). */
  public static Initialiser heUniform() {
    return named("he-uniform");
  }

  /** Normal with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010). */
  public static Initialiser glorotNormal() {
    return named("glorot-normal");
  }

  /** Uniform with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010). */
  public static Initialiser glorotUniform() {
    return named("glorot-uniform");
  }

  /** Normal with variance {@code 1 / fanIn} (LeCun et al. 1998). */
  public static Initialiser lecunNormal() {
    return named("lecun-normal");
  }

  /** Uniform with variance {@code 1 / fanIn} (LeCun et al. 1998). */
  public static Initialiser lecunUniform() {
    return named("lecun-uniform");
  }

  /** Orthonormal rows or columns (Saxe, McClelland and Ganguli 2014). */
  public static Initialiser orthogonal() {
    return named("orthogonal");
  }

  /** These parameters, biases included. */
  public static Initialiser given(double[] parameters) {
    return new Given(parameters);
  }

  /** Ids that {@link #named} knows. */
  public static List<String> names() {
    return ALL.stream().map(Initialiser::id).toList();
  }

  /**
   * The law of an id.
   *
   * @throws InvalidInputException if there is none
   */
  public static Initialiser named(String id) {
    List<String> known = new ArrayList<>();
    for (Initialiser initialiser : ALL) {
      if (initialiser.id().equals(id)) {
        return initialiser;
      }
      known.add(initialiser.id());
    }
    throw new InvalidInputException(
        "there is no initialiser '" + id + "'" + Suggestions.hint(id, known));
  }
}
