package io.fanin.experiments.oracle.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GrammarTest {
  private static final GrammarShape SMALL = new GrammarShape(3, 4, 2, 2, 2);

  @Test
  void counts_are_those_of_the_model() {
    assertThat(SMALL.leaves()).isEqualTo(4);
    assertThat(SMALL.choices()).isEqualTo(3);
    assertThat(SMALL.total()).isEqualTo(24); // n_c m^((d-1)/(s-1)) = 3 * 2^3
    assertThat(new GrammarShape(8, 8, 8, 2, 3).total()).isEqualTo(BigInteger.TWO.pow(24));
    assertThat(new GrammarShape(8, 8, 8, 2, 3).deepScale()).isEqualTo(4096);
    assertThat(new GrammarShape(10, 10, 10, 2, 5).total())
        .isEqualTo(BigInteger.TEN.pow(32)); // beyond 2^63
  }

  @Test
  void no_tuple_has_two_parents() {
    Grammar grammar = Grammar.random(new GrammarShape(5, 6, 6, 2, 3), 4);
    for (int level = 1; level <= 3; level++) {
      Set<String> seen = new HashSet<>();
      for (int parent = 0; parent < (level == 1 ? 5 : 6); parent++) {
        for (int k = 0; k < 6; k++) {
          assertThat(seen.add(Arrays.toString(grammar.rule(level, parent, k)))).isTrue();
        }
      }
    }
  }

  @Test
  void all_data_are_different_and_parse_to_their_class() {
    Grammar grammar = Grammar.random(SMALL, 1);
    GrammarSample all = GrammarSample.draw(grammar, 24, 2);
    Set<String> seen = new HashSet<>();
    int[] perClass = new int[3];
    for (int r = 0; r < all.size(); r++) {
      assertThat(seen.add(Arrays.toString(all.symbols()[r]))).isTrue();
      assertThat(grammar.parse(all.symbols()[r])).isEqualTo(all.labels()[r]);
      perClass[all.labels()[r]]++;
    }
    assertThat(perClass).containsExactly(8, 8, 8);
    assertThatThrownBy(() -> GrammarSample.draw(grammar, 25, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("25 different data were asked for, the grammar has 24; ask for 1 to as many");
  }

  @Test
  void digits_count_up_in_base_m() {
    Grammar grammar = Grammar.random(new GrammarShape(10, 10, 10, 2, 5), 1);
    int[] digits = grammar.digits(new BigInteger("1234567890123456789012345678901"));

    assertThat(digits).startsWith(1, 2, 3, 4).endsWith(9, 0, 1).hasSize(31);
    assertThat(SMALL.choices()).isEqualTo(Grammar.random(SMALL, 1).digits(BigInteger.ONE).length);
  }

  @Test
  void a_large_grammar_is_sampled_without_repetition_too() {
    Grammar grammar = Grammar.random(new GrammarShape(6, 6, 6, 2, 4), 1);
    GrammarSample sample = GrammarSample.draw(grammar, 500, 3);

    assertThat(Arrays.stream(sample.symbols()).map(Arrays::toString).distinct().count())
        .isEqualTo(500);
    assertThat(sample.oneHot(6)).hasSize(500 * 16 * 6);
    assertThat(Arrays.stream(sample.oneHot(6)).sum()).isEqualTo(500 * 16);
    assertThat(GrammarSample.draw(grammar, 500, 3).symbols()).isDeepEqualTo(sample.symbols());
  }

  /** Trap: seeds of rules and of data are separate. */
  @Test
  void another_seed_of_the_data_leaves_the_rules() {
    Grammar grammar = Grammar.random(SMALL, 1);

    assertThat(GrammarSample.draw(grammar, 10, 1).labels())
        .isNotEqualTo(GrammarSample.draw(grammar, 10, 2).labels());
    assertThat(Grammar.random(SMALL, 1).rule(2, 3, 1)).isEqualTo(grammar.rule(2, 3, 1));
  }

  @Test
  void a_decorrelated_grammar_says_nothing_of_a_class_by_any_proper_part() {
    int v = 4;
    Grammar grammar = Grammar.decorrelated(new GrammarShape(v, v, v, 2, 2), 5);
    GrammarSample all = GrammarSample.draw(grammar, 256, 1); // all of them
    int[][] counts = new int[v * v * v][v];
    for (int r = 0; r < 256; r++) {
      int[] x = all.symbols()[r];
      counts[(x[0] * v + x[1]) * v + x[3]][all.labels()[r]]++;
      assertThat(grammar.parse(x)).isEqualTo(all.labels()[r]);
    }
    for (int[] byClass : counts) {
      assertThat(byClass).containsExactly(1, 1, 1, 1);
    }
    assertThatThrownBy(() -> Grammar.decorrelated(SMALL, 1))
        .hasMessage(
            "decorrelated rules need branching = 2, symbols = synonyms and classes <= symbols, were"
                + " branching = 2, symbols = 4, synonyms = 2, classes = 3");
  }

  @Test
  void a_decorrelated_grammar_of_few_classes_says_nothing_either() {
    int v = 3;
    Grammar grammar = Grammar.decorrelated(new GrammarShape(2, v, v, 2, 2), 5);
    GrammarSample all = GrammarSample.draw(grammar, 54, 1); // all of them: 2 * 3^3
    int[][] counts = new int[v * v * v][2];
    for (int r = 0; r < 54; r++) {
      int[] x = all.symbols()[r];
      counts[(x[1] * v + x[2]) * v + x[3]][all.labels()[r]]++;
      assertThat(grammar.parse(x)).isEqualTo(all.labels()[r]);
    }
    for (int[] byClass : counts) {
      assertThat(byClass).containsExactly(1, 1);
    }
  }

  @Test
  void a_random_grammar_does_say_something() {
    Grammar grammar = Grammar.random(new GrammarShape(4, 4, 4, 2, 2), 5);
    GrammarSample all = GrammarSample.draw(grammar, 256, 1);
    int[][] counts = new int[4][4];
    for (int r = 0; r < 256; r++) {
      counts[all.symbols()[r][0]][all.labels()[r]]++;
    }
    assertThat(Arrays.stream(counts).anyMatch(c -> c[0] != c[1])).isTrue();
  }

  /**
   * The law's origin: samples at which the class's correlation with a tuple of the string, exact
   * here, stands above its noise, {@code (n_c - 1) v m / S}, are about {@code n_c m^L}. The signal
   * S grows with the classes as {@code 1 - 1 / n_c} does, so the law has one constant for all.
   */
  @Test
  void tuples_tell_as_much_of_the_class_as_the_law_wants() {
    for (int classes : new int[] {2, 4, 6}) {
      GrammarShape shape = new GrammarShape(classes, 6, 6, 2, 3);
      double signal = 0;
      for (int seed = 0; seed < 40; seed++) {
        signal += signal(Grammar.random(shape, seed)) / 40;
      }
      double samples = (classes - 1) * 36 / signal;
      assertThat(samples / shape.deepScale()).as(classes + " classes").isBetween(1.0, 1.7);
    }
    assertThat(signal(Grammar.decorrelated(new GrammarShape(4, 6, 6, 2, 3), 1))).isLessThan(1e-20);
  }

  /** The mean over classes and first tuples of (n_c P(class | tuple) - 1)^2. */
  private static double signal(Grammar grammar) {
    GrammarShape shape = grammar.shape();
    double[][] given = new double[shape.classes()][shape.classes()]; // P(symbol | class)
    for (int c = 0; c < given.length; c++) {
      given[c][c] = 1;
    }
    for (int level = 1; level <= shape.levels(); level++) {
      boolean last = level == shape.levels();
      int width = last ? shape.symbols() * shape.symbols() : shape.symbols();
      double[][] below = new double[shape.classes()][width];
      for (int c = 0; c < given.length; c++) {
        for (int parent = 0; parent < given[c].length; parent++) {
          for (int k = 0; k < shape.synonyms(); k++) {
            int[] rule = grammar.rule(level, parent, k);
            int at = last ? rule[0] * shape.symbols() + rule[1] : rule[0];
            below[c][at] += given[c][parent] / shape.synonyms();
          }
        }
      }
      given = below;
    }
    double signal = 0;
    for (int tuple = 0; tuple < given[0].length; tuple++) {
      double sum = 0;
      for (double[] own : given) {
        sum += own[tuple];
      }
      for (double[] own : given) {
        double relative = sum > 0 ? shape.classes() * own[tuple] / sum - 1 : 0;
        signal += relative * relative * sum / shape.classes() / shape.classes();
      }
    }
    return signal;
  }

  @Test
  void spread_data_are_the_same_data_with_empty_places() {
    Grammar grammar = Grammar.random(SMALL, 1);
    GrammarSample sample = GrammarSample.draw(grammar, 24, 2);
    for (Spread.Law law : Spread.Law.values()) {
      Spread spread = new Spread(law, 2);
      assertThat(spread.places(SMALL)).isEqualTo(36);
      RandomStream random = RandomStream.of(1, "places");
      for (int r = 0; r < 24; r++) {
        int[] wide = spread.datum(grammar, sample.labels()[r], sample.digits()[r], random);
        assertThat(wide).hasSize(36);
        assertThat(Arrays.stream(wide).filter(x -> x != Spread.EMPTY).toArray())
            .isEqualTo(sample.symbols()[r]);
      }
    }
    assertThat(
            new Spread(Spread.Law.OWN_PATCH, 0)
                .datum(grammar, 0, sample.digits()[0], RandomStream.of(1, "places")))
        .hasSize(4);
  }

  @Test
  void spread_data_are_as_many_as_the_count_says() {
    GrammarShape tiny = new GrammarShape(2, 2, 1, 2, 1);
    Grammar grammar = Grammar.random(tiny, 1);
    for (Spread.Law law : Spread.Law.values()) {
      Spread spread = new Spread(law, 2);
      int count = 2 * (law == Spread.Law.OWN_PATCH ? 9 : 15); // (s0 + 1)^s, and 6 choose 2
      assertThat(spread.total(tiny)).isEqualTo(BigInteger.valueOf(count));
      Set<String> seen = new HashSet<>();
      RandomStream random = RandomStream.of(1, "places");
      for (int i = 0; i < 2000; i++) {
        seen.add(Arrays.toString(spread.datum(grammar, i % 2, new int[1], random)));
      }
      assertThat(seen).hasSize(count);
    }
    assertThat(new Spread(Spread.Law.OWN_PATCH, 0).total(SMALL)).isEqualTo(SMALL.total());
    assertThat(new Spread(Spread.Law.ANYWHERE, 1).total(SMALL))
        .isEqualTo(BigInteger.valueOf(3 * 12 * 12 * 12)); // m w = 2 * 6, three rules
  }

  @Test
  void a_spread_sample_has_no_row_twice_and_begins_as_a_larger_one() {
    Grammar grammar = Grammar.random(SMALL, 1);
    Spread spread = new Spread(Spread.Law.OWN_PATCH, 1);
    SpreadSample sample = SpreadSample.draw(grammar, spread, 400, 3);

    Set<String> seen = new HashSet<>();
    for (int r = 0; r < 400; r++) {
      assertThat(seen.add(Arrays.toString(sample.symbols()[r]))).isTrue();
      int[] written = Arrays.stream(sample.symbols()[r]).filter(x -> x >= 0).toArray();
      assertThat(grammar.parse(written)).isEqualTo(sample.labels()[r]);
    }
    SpreadSample first = SpreadSample.draw(grammar, spread, 50, 3);
    assertThat(first.symbols()).isDeepEqualTo(Arrays.copyOf(sample.symbols(), 50));
    assertThatThrownBy(() -> SpreadSample.draw(grammar, spread, 1000, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "1000 different data were asked for, half of all there are is 768; ask for 1 to as many");
  }

  @Test
  void shapes_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new GrammarShape(2, 4, 5, 2, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "synonyms = 5 needs 20 tuples of 2 symbols, but there are 16; lower synonyms to 4");
    assertThatThrownBy(() -> new GrammarShape(1, 4, 1, 2, 3))
        .hasMessage(
            "a grammar needs classes >= 2, symbols >= 2, synonyms >= 1, branching >= 2, levels >= 1,"
                + " has 1, 4, 1, 2, 3");
  }
}
