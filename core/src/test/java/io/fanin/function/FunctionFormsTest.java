package io.fanin.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionFormsTest {
  private static final String TEXT =
      """
      in real a ~ uniform(-1, 1)
      in real b ~ normal(0, 1)
      in bit x[1] ~ bernoulli(0.5)
      in category(3) c ~ categorical(0.25, 0.25, 0.5)
      h(u, v) = tanh(u + 2*v)
      p = sin(a*b)
      q = if(x[1], p, -c[2]) reads p, x[1], c
      r = h(p, q)
      s = h(r, r)
      out s, q
      """;

  private static final String JSON =
      """
      {"fanin":1,
      "inputs":[
      {"name":"a","type":"real","law":"uniform(-1, 1)"},
      {"name":"b","type":"real","law":"normal(0, 1)"},
      {"name":"x[1]","type":"bit","law":"bernoulli(0.5)"},
      {"name":"c","type":"category(3)","law":"categorical(0.25, 0.25, 0.5)"}],
      "functions":{
      "h":{"args":["u","v"],"expr":"tanh(u + 2*v)"}},
      "nodes":[
      {"id":"p","reads":["a","b"],"expr":"sin(a*b)"},
      {"id":"q","reads":["p","x[1]","c"],"expr":"if(x[1], p, -c[2])"},
      {"id":"r","reads":["p","q"],"fn":"h"},
      {"id":"s","reads":["r","r"],"fn":"h"}],
      "outputs":["s","q"]
      }
      """;

  @Test
  void text_and_json_say_the_same_and_read_back() {
    SparseFunction text = FunctionText.read("f.txt", TEXT);
    SparseFunction json = FunctionJson.read("f.json", JSON);
    assertThat(FunctionText.write(text)).isEqualTo(TEXT);
    assertThat(FunctionText.write(json)).isEqualTo(TEXT);
    assertThat(FunctionJson.write(text)).isEqualTo(JSON);
    assertThat(FunctionJson.write(FunctionJson.read("f", FunctionJson.write(text))))
        .isEqualTo(FunctionJson.write(text));
    assertThat(json.graph()).isEqualTo(text.graph());
    double[] rows = text.sample(RandomStream.of(1, "rows"), 50);
    assertThat(json.evaluate(rows, 50)).isEqualTo(text.evaluate(rows, 50));
  }

  @Test
  void short_forms_of_the_text_are_understood() {
    SparseFunction f =
        FunctionText.read(
            "f",
            """
            # three inputs of one law, a range, defaults

            in a, b ~ uniform(0, 2)   # inferred type
            in x[1..3] ~ rademacher(0.5)
            in d
            p = prod(i, 1, 3, x[i])
              q = a + b*d + p
            """);
    assertThat(f.inputs()).hasSize(6);
    assertThat(f.inputs().get(4))
        .isEqualTo(new Input("x[3]", InputType.SIGN, new InputLaw.Rademacher(0.5)));
    assertThat(f.inputs().get(5).law()).hasToString("uniform(-1, 1)");
    assertThat(f.value(new double[] {1, 2, -1, 1, -1, 0.5})).isEqualTo(1 + 1 + 1);
    assertThat(f.graph().outputs()).containsExactly(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "p = a*z | 2:7: 'z' is neither an input nor an earlier node; known: a, b",
        "a = b | 2:1: the name 'a' is taken; names are used once",
        "sin = b | 2:1: 'sin' cannot name a node; a name is a word of letters, digits and _ that"
            + " the grammar does not use itself, with an index such as [3] or none",
        "p = a + | 2:8: a number, a name or '(' is missing before the end",
        "hello | 2:1: a line is an input (in a ~ uniform(-1, 1)), an output (out r) or an"
            + " assignment (r = a*b)",
        "in c ~ uniform(1) | 2:8: 'uniform' takes 2 parameters, not 1: uniform(-1, 1)",
        "in bit c ~ uniform(0, 1) | 2:8: the law uniform(0, 1) is one of type real, but the input"
            + " 'c' is of type bit",
        "in a | 2:4: the name 'a' is taken; names are used once",
        "in c, | 2:6: a name is missing",
        "in c[3..1] | 2:4: the range c[3..1] must rise, over at most 10000000 inputs",
        "in category(1) c | 2:4: a category has 2 to 100000 values, not 1",
        "h(u, u) = u | 2:6: the argument 'u' is named twice",
        "h(u, v) = u + w | 2:15: 'w' is not an argument of 'h'; known: u, v",
        "out z | 2:5: output 'z' is not an earlier node",
        "out a | 2:5: output 'a' is an input; an output must be a node",
        "p = 1 + 2 | 2:1: node 'p' reads nothing; a node reads at least one input or earlier node",
        "p = a reads b | 2:1: the formula of node 'p' uses 'a', which the node does not read; add"
            + " it to the reads",
        "p = g(a, b) | 2:5: unknown function 'g'; known: He, abs, atan, cos, cosh, erf, exp, floor,"
            + " if, log, max, min, prod, relu, sigmoid, sign, sin, sinh, softplus, sqrt, step, sum,"
            + " tan, tanh",
      })
  void mistakes_in_the_text_are_named_with_their_place(String line, String problem) {
    assertThatThrownBy(() -> FunctionText.read("f.txt", "in a, b\n" + line + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("f.txt:" + problem);
  }

  @Test
  void mistakes_around_shared_functions_are_explained() {
    String head = "in a, b\nh(u, v) = u*v\n";
    assertThatThrownBy(() -> FunctionText.read("f", head + "p = 1 + h(a, b)"))
        .hasMessage("f:3:9: the shared function 'h' must be the whole right side of a node");
    assertThatThrownBy(() -> FunctionText.read("f", head + "p = h(a)"))
        .hasMessage("f:3:1: the function 'h' takes 2 arguments, not 1");
    assertThatThrownBy(() -> FunctionText.read("f", head + "p = h(a, z)"))
        .hasMessage("f:3:10: 'z' is neither an input nor an earlier node; known: a, b");
    assertThatThrownBy(() -> FunctionText.read("f", head))
        .hasMessage("f: a graph needs at least one node; add one that reads 'a'");
    assertThatThrownBy(() -> FunctionText.read("f", "# nothing\n"))
        .hasMessage("f: a graph needs at least one input; name it first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"fanin\":2, \"inputs\": []} | 1:10: 'fanin' is the version of the format and must be 1",
        "{\"fanin\":1} | 1:1: the key 'inputs' is missing in a function",
        "{\"fanin\":1, \"input\": []} | 1:22: unknown key 'input' in a function; did you mean"
            + " 'inputs'?",
        "[1] | 1:1: a function must be an object {…}",
        "{\"fanin\":1, \"inputs\":[{\"name\":\"a\", \"law\":\"uniform(0; 1)\"}], \"nodes\":[],"
            + " \"outputs\":[]} | 1:52: unexpected ';'",
        "{\"fanin\":1, \"inputs\":[{\"name\":\"a\"}], \"nodes\":[{\"id\":\"p\", \"reads\":[\"a\"],"
            + " \"expr\":\"a + )\"}], \"outputs\":[\"p\"]} | 1:85: a number, a name or '(' is"
            + " missing before ')'",
        "{\"fanin\":1, \"inputs\":[{\"name\":\"a\"}], \"nodes\":[{\"id\":\"p\","
            + " \"reads\":[\"a\"]}], \"outputs\":[\"p\"]} | 1:47: node 'p' has neither 'expr' nor"
            + " 'fn': it is structure only, which a graph may be but a function may not; give it"
            + " one",
        "{\"fanin\":1, \"fanin\":1} | 1:20: not well-formed JSON: Duplicate field 'fanin'",
      })
  void mistakes_in_the_json_are_named_with_their_place(String json, String problem) {
    assertThatThrownBy(() -> FunctionJson.read("f.json", json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("f.json:" + problem);
  }

  @Test
  void mutated_files_are_read_or_refused_and_nothing_else() {
    String alphabet = "abpqh()[],:{}\"=~.1-     0123456789\n#\\\u00e9\u0000";
    int read = 0;
    for (int i = 0; i < 2500; i++) {
      RandomStream random = RandomStream.of(7, "mutation", i);
      boolean json = random.nextBoolean();
      StringBuilder text = new StringBuilder(json ? JSON : TEXT);
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 1 -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
          case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 15)));
        }
      }
      try {
        SparseFunction f =
            json
                ? FunctionJson.read("f", text.toString())
                : FunctionText.read("f", text.toString());
        String again = FunctionText.write(f);
        assertThat(FunctionText.write(FunctionText.read("f", again))).isEqualTo(again);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith("f:");
      }
    }
    assertThat(read).isBetween(20, 2400);
  }

  @Test
  void large_files_are_read_and_share_what_is_equal() {
    SparseFunction f = FunctionText.read("big", chain(100_000));
    assertThat(f.graph().nodes()).isEqualTo(100_000);
    assertThat(f.distinctConstituents()).isEqualTo(1);
    SparseFunction small = FunctionText.read("small", chain(10_000));
    SparseFunction again = FunctionJson.read("small", FunctionJson.write(small));
    assertThat(again.distinctConstituents()).isEqualTo(1);
    double[] row = f.sample(RandomStream.of(1, "row"), 1);
    assertThat(again.values(row)).isEqualTo(small.values(row));
  }

  private static String chain(int nodes) {
    StringBuilder text = new StringBuilder("in x[0..999] ~ uniform(-1, 1)\n");
    for (int i = 0; i < nodes; i++) {
      String left = i < 500 ? "x[" + 2 * i + "]" : "n" + (i - 500);
      String right = i < 500 ? "x[" + (2 * i + 1) + "]" : "n" + (i - 499);
      text.append("n" + i + " = sin(" + left + " + 0.5*" + right + ")\n");
    }
    return text.toString();
  }
}
