package io.fanin.circuits.machine;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of one length over an alphabet: all of them where they are few, else random ones and
 * those of a single symbol.
 */
public final class Words {
  /** Most words that are run one by one. */
  public static final int ALL = 1 << 16;

  /** How many random words stand for more. */
  public static final int SAMPLED = 2_000;

  private final TuringMachine machine;
  private final int[] alphabet;
  private final int length;
  private final long count;

  /**
   * Words of exactly this length.
   *
   * @param alphabet symbols of the machine; if empty, those of its example input
   * @param length at least 1
   * @throws InvalidInputException if there is no alphabet, or it holds what the tape does not
   */
  public Words(TuringMachine machine, String alphabet, int length) {
    if (length < 1) {
      throw new InvalidInputException("--length must be at least 1, was " + length);
    }
    String used = alphabet.isEmpty() ? machine.input() : alphabet;
    if (used.isEmpty()) {
      throw new InvalidInputException(
          "the machine's file has no 'input', so its alphabet is not known; give --alphabet");
    }
    TreeSet<String> letters = new TreeSet<>();
    used.codePoints().mapToObj(Character::toString).forEach(letters::add);
    this.machine = machine;
    this.alphabet = letters.stream().mapToInt(this::number).toArray();
    this.length = length;
    long all = 1;
    for (int i = 0; i < length && all <= ALL; i++) {
      all *= letters.size();
    }
    this.count = all;
  }

  private int number(String letter) {
    int number = machine.symbols().indexOf(letter);
    if (number < 0 || number == machine.blank()) {
      throw new InvalidInputException(
          "--alphabet: '" + letter + "' is the blank or no symbol of the machine");
    }
    return number;
  }

  /** Length of each word. */
  public int length() {
    return length;
  }

  /** The symbols that words hold, sorted by their characters. */
  public int[] alphabet() {
    return alphabet.clone();
  }

  /** Whether {@link #list} holds every word. */
  public boolean complete() {
    return count <= ALL;
  }

  /** The words: all, or {@value #SAMPLED} random ones after those of a single symbol. */
  public List<int[]> list(long seed) {
    List<int[]> words = new ArrayList<>();
    if (complete()) {
      for (long w = 0; w < count; w++) {
        words.add(word(w));
      }
      return words;
    }
    for (int symbol : alphabet) {
      int[] word = new int[length];
      Arrays.fill(word, symbol);
      words.add(word);
    }
    RandomStream random = RandomStream.of(seed, "words", length);
    for (int i = 0; i < SAMPLED; i++) {
      int[] word = new int[length];
      Arrays.setAll(word, j -> alphabet[random.nextInt(alphabet.length)]);
      words.add(word);
    }
    return words;
  }

  /**
   * Words of which no two are equal, at most so many; a random choice where there are more.
   *
   * @param most at least 1
   */
  public List<int[]> sample(int most, long seed) {
    List<int[]> distinct = new ArrayList<>();
    Set<List<Integer>> known = new HashSet<>();
    for (int[] word : list(seed)) {
      if (known.add(Arrays.stream(word).boxed().toList())) {
        distinct.add(word);
      }
    }
    if (distinct.size() <= most) {
      return List.copyOf(distinct);
    }
    int[] chosen = RandomStream.of(seed, "words-sample").sample(distinct.size(), most);
    return Arrays.stream(chosen).mapToObj(distinct::get).toList();
  }

  private int[] word(long number) {
    int[] word = new int[length];
    long rest = number;
    for (int i = length - 1; i >= 0; i--) {
      word[i] = alphabet[(int) (rest % alphabet.length)];
      rest /= alphabet.length;
    }
    return word;
  }

  /** A word in the machine's symbols. */
  public String text(int[] word) {
    StringBuilder text = new StringBuilder();
    for (int symbol : word) {
      text.append(machine.symbols().get(symbol));
    }
    return text.toString();
  }

  /**
   * Runs every word, and finds the window that all of them stay in: T is the longest run, at least
   * 1; one-way with {@code W = min(S, T + 1)} if no head goes left of its start, where S counts the
   * cells of word and run, else two-way with {@code W = 2T + 1}.
   *
   * @param limit most steps of a run
   * @param steps T where it is given, else 0
   * @throws InvalidInputException if a word does not halt in time (it is named), or T must be given
   *     because there are too many words to try
   */
  public Window window(long limit, int steps, long seed) {
    if (steps == 0 && !complete()) {
      throw new InvalidInputException(
          "there are more than %,d words of length %d, too many to find the longest run; give"
                  .formatted(ALL, length)
              + " --steps T");
    }
    Simulator simulator = new Simulator(machine);
    long most = steps == 0 ? limit : steps;
    int longest = Math.max(1, steps);
    int leftmost = 0;
    int space = length;
    for (int[] word : list(seed)) {
      simulator.load(word);
      if (!simulator.run(most)) {
        throw new InvalidInputException(
            "the word '%s' does not halt within %,d steps; give a larger --steps"
                .formatted(text(word), most));
      }
      longest = Math.max(longest, simulator.steps());
      leftmost = Math.min(leftmost, simulator.leftmost());
      space = Math.max(space, simulator.rightmost() + 1);
    }
    return leftmost == 0 ? Window.oneWay(longest, space) : Window.twoWay(longest);
  }
}
