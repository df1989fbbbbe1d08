package io.fanin.circuits.machine;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The machines of {@code data/machines}, by the names of their files. */
public final class ShippedMachines {
  /** Their names. */
  public static final List<String> NAMES =
      List.of(
          "parity",
          "divisible-by-3",
          "binary-increment",
          "palindrome",
          "anbncn",
          "unary-to-binary");

  private ShippedMachines() {}

  /**
   * The machine of that name.
   *
   * @throws InvalidInputException if there is none
   */
  public static TuringMachine named(String name) {
    if (!NAMES.contains(name)) {
      throw new InvalidInputException(
          "there is no machine '" + name + "'" + Suggestions.hint(name, NAMES));
    }
    String file = name + ".yaml";
    try (InputStream in = ShippedMachines.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      return MachineReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), file, "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + file, e);
    }
  }

  /**
   * Words of one length that try a machine hard: of each letter alone, the letters in equal runs,
   * and the first half mirrored.
   */
  public static List<int[]> hardWords(TuringMachine machine, int length) {
    Words words = new Words(machine, "", length);
    int[] alphabet = words.alphabet();
    List<int[]> hard = new java.util.ArrayList<>();
    for (int letter : alphabet) {
      int[] word = new int[length];
      java.util.Arrays.fill(word, letter);
      hard.add(word);
    }
    int[] runs = new int[length];
    java.util.Arrays.setAll(runs, i -> alphabet[i * alphabet.length / length]);
    hard.add(runs);
    int[] mirrored = new int[length];
    java.util.Arrays.setAll(mirrored, i -> alphabet[Math.min(i, length - 1 - i) % alphabet.length]);
    hard.add(mirrored);
    return hard;
  }

  /** The window of the hard words: that of all words where these take longest. */
  public static Window hardWindow(TuringMachine machine, int length) {
    Simulator simulator = new Simulator(machine);
    int longest = 1;
    int leftmost = 0;
    int space = length;
    for (int[] word : hardWords(machine, length)) {
      simulator.load(word);
      if (!simulator.run(1L << 30)) {
        throw new IllegalStateException("a shipped machine does not halt");
      }
      longest = Math.max(longest, simulator.steps());
      leftmost = Math.min(leftmost, simulator.leftmost());
      space = Math.max(space, simulator.rightmost() + 1);
    }
    return leftmost == 0 ? Window.oneWay(longest, space) : Window.twoWay(longest);
  }
}
