package io.fanin.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserErrorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2x | 1:2: an operator is missing before 'x'; a product is written with '*'",
        "a b | 1:3: an operator is missing before 'b'; a product is written with '*'",
        "(a)(b) | 1:4: an operator is missing before '('; a product is written with '*'",
        "a + | 1:4: a number, a name or '(' is missing before the end",
        "(a + b | 1:7: a ')' is missing before the end",
        "a) | 1:2: ')' closes nothing",
        "a + * b | 1:5: a number, a name or '(' is missing before '*'",
        "sqr(a) | 1:1: unknown function 'sqr'; did you mean 'sqrt'?",
        "sin(a, b) | 1:1: 'sin' takes 1 argument, not 2",
        "max(a) | 1:1: 'max' takes at least 2 arguments, not 1",
        "sin + 1 | 1:1: 'sin' is a function; its arguments stand in brackets",
        "a = b | 1:3: '=' is not an operator here; equality is '=='",
        "!a | 1:1: '!' is not an operator; negation is 'not', difference '!='",
        "a && b | 1:3: '&' is not an operator; write 'and' or 'or'",
        "a $ b | 1:3: unexpected '$'",
        "a < b < c | 1:7: comparisons do not chain; join two with 'and'",
        "1e999 | 1:1: the number is larger than 1.8e308",
        "He(a, b) | 1:4: the order of He must be a whole number from 0 to 64",
        "He(65, b) | 1:4: the order of He must be a whole number from 0 to 64",
        "sum(1, 2, 3, a) | 1:5: 'sum' begins with the name of its index: sum(i, 1, 3, x[i])",
        "sum(i, 1, n, a) | 1:11: the bounds and indices must be whole numbers: sum(i, 1, 3, x[i])",
        "sum(i, 1, 3) | 1:12: a ',' is missing: sum(i, 1, 3, x[i])",
        "x[i] | 1:3: the bounds and indices must be whole numbers: sum(i, 1, 3, x[i])",
        "x[0-1] | 1:3: the index of 'x' is -1, below 0",
        "x[1 | 1:4: a ']' is missing before the end",
        "and a | 1:1: a number, a name or '(' is missing before 'and'",
      })
  void a_mistake_is_named_with_its_place(String text, String problem) {
    assertThatThrownBy(() -> Expression.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("expression:" + problem);
  }

  @Test
  void positions_count_from_where_the_formula_stands() {
    assertThatThrownBy(() -> new ExpressionReader("tree.txt", "a +\n  ? b").at(7, 5).read())
        .hasMessage("tree.txt:8:3: unexpected '?'");
    assertThatThrownBy(() -> new ExpressionReader("tree.txt", "a\u0007b").at(7, 5).read())
        .hasMessage("tree.txt:7:6: unexpected character U+0007");
    assertThatThrownBy(
            () ->
                new ExpressionReader("f", "a + bb")
                    .names(n -> n.equals("bb") ? Optional.of("no 'bb'") : Optional.empty())
                    .read())
        .hasMessage("f:1:5: no 'bb'");
    assertThatThrownBy(() -> new ExpressionReader("f", "1 + h(a)").shared(Set.of("h")).read())
        .hasMessage("f:1:5: the shared function 'h' must be the whole right side of a node");
  }

  @Test
  void mutated_formulas_are_read_or_refused_and_nothing_else() {
    String alphabet = "ab01.e+-*/^()[],<>=! xsinmaHefuorpdt\n\u00e9";
    int read = 0;
    for (int i = 0; i < 4_000; i++) {
      RandomStream random = RandomStream.of(2, "mutation", i);
      StringBuilder text = new StringBuilder(new RandomExpressions(i, false).next(3).toString());
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        char letter = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, letter);
          case 1 -> text.setCharAt(at, letter);
          default -> text.deleteCharAt(at).append(' ');
        }
      }
      try {
        Expression expression = Expression.parse(text.toString());
        assertThat(Expression.parse(expression.toString())).isEqualTo(expression);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith("expression:");
      }
    }
    assertThat(read).isBetween(100, 3_900);
  }
}
