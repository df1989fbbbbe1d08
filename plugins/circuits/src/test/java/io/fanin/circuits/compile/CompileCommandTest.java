package io.fanin.circuits.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.format.AigerReader;
import io.fanin.circuits.format.BlifReader;
import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.RandomCircuits;
import io.fanin.circuits.machine.Machines;
import io.fanin.function.FunctionText;
import io.fanin.graph.GraphJson;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.models.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileCommandTest {
  @TempDir private Path folder;

  private String run(int code, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--out", folder.resolve("out").toString()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(new CompileCommand().run(all, out)).isEqualTo(code);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String data(String path) {
    return Machines.data().resolve(path).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "parity, 5, tableau",
    "parity, 4, oblivious",
    "parity, 6, trace",
    "binary-increment, 3, tableau",
    "binary-increment, 4, trace",
    "palindrome, 4, tableau",
    "palindrome, 5, trace",
    "unary-to-binary, 1, tableau",
    "unary-to-binary, 2, trace",
    "anbncn, 3, tableau",
    "anbncn, 3, trace",
    "divisible-by-3, 5, tableau",
    "divisible-by-3, 2, oblivious",
    "divisible-by-3, 6, trace"
  })
  void machines_are_equal_to_their_networks(String name, String length, String method) {
    String text =
        run(0, data("machines/" + name + ".yaml"), "--length", length, "--method", method);
    assertThat(text)
        .contains("equal on all ")
        .contains(" words of length " + length + ", by cpu and reference;")
        .contains("every number is exactly 0 or 1")
        .doesNotContain("NOT SO");
  }

  @Test
  void a_machines_facts_are_those_of_the_theory() {
    assertThat(run(0, data("machines/palindrome.yaml"), "--length", "4"))
        .contains("T W = 75  ok") // 15 steps, 5 cells
        .contains("(3|Q||Γ| + |Γ|) T W = 5,625  ok");
  }

  @Test
  void files_can_be_read_again() throws IOException {
    run(0, data("circuits/sorter16.aig").replace("sorter16.aig", "majority.txt"));
    Path out = folder.resolve("out");
    assertThat(GraphJson.read(out.resolve("graph.json")).inputs()).isEqualTo(5);
    Circuit blif =
        BlifReader.read(Files.readString(out.resolve("circuit.blif")), "circuit.blif").logic();
    Circuit aiger =
        AigerReader.read(Files.readAllBytes(out.resolve("circuit.aig")), "circuit.aig").logic();
    assertThat(RandomCircuits.equal(blif, aiger, 4, 1)).isTrue();
    Model model = Model.load(out.resolve("model.zip"));
    assertThat(model.predict(new double[] {1, 0, 1, 0, 1}).values()).containsExactly(1.0, 0.0);
    assertThat(model.predict(new double[] {0, 0, 0, 0, 0}).values()).containsExactly(0.0, 1.0);
    assertThat(Files.readString(out.resolve("report.html"))).contains("equal on all 32 inputs");
    assertThat(Files.readString(out.resolve("graph.svg"))).startsWith("<svg");
  }

  @Test
  void a_machines_model_names_the_last_state() {
    run(0, data("machines/palindrome.yaml"), "--length", "3");
    Model model = Model.load(folder.resolve("out/model.zip"));
    assertThat(model.predict(Map.of("x0", "a", "x1", "b", "x2", "a")).label()).isEqualTo("yes");
    assertThat(model.predict(Map.of("x0", "a", "x1", "b", "x2", "b")).label()).isEqualTo("no");
  }

  @Test
  void the_report_shows_a_run_and_its_light_cone() throws IOException {
    run(0, data("machines/binary-increment.yaml"), "--length", "3");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        .contains("A run and its light cone");
  }

  @Test
  void latches_are_unrolled() {
    assertThat(run(0, data("circuits/counter.blif"), "--steps", "6"))
        .contains("unrolled for 6 steps")
        .contains("equal on all 64 inputs of 6 bits, by cpu and reference");
  }

  @Test
  void expressions_stand_on_the_command_line() {
    assertThat(run(0, "expr:a and not b or c xor a"))
        .contains("equal on all 8 inputs of 3 bits, by cpu and reference");
  }

  @Test
  void real_formulas_are_compiled_at_fixed_precision() {
    assertThat(run(0, data("circuits/logistic.txt"), "--bits", "6:5"))
        .contains("a real function of 1 inputs, at 6 bits each and an error of at most 2^-5")
        .contains("inputs off by more than 2^-m")
        .contains("The sup error over all inputs is ")
        .contains("Size grows as bits^")
        .contains("equal on all 64 inputs of 6 bits, by cpu and reference");
  }

  @Test
  void real_formulas_are_compiled_with_a_certificate() {
    String text = run(0, "expr:sin(a*b) + c^2", "--error", "0.01");
    assertThat(text)
        .contains("a real function of 3 inputs and 1 outputs, with an error of at most 0.01")
        .contains("nodes at fan-in 2")
        .contains("on 64,000 points of a grid, by cpu and reference;")
        .contains("Proven for every input, by interval arithmetic on 216 boxes: ")
        .doesNotContain("NOT SO");
    Model model = Model.load(folder.resolve("out/model.zip"));
    double exact = StrictMath.sin(0.3) + 0.16;
    double value = model.predict(new double[] {0.5, 0.6, -0.4}).values().get(0);
    assertThat(Math.abs(value - exact) <= 0.01).isTrue();
    assertThat(run(0, "expr:sin(a*b) + c^2", "--fan-in", "3"))
        .contains(
            "nodes, fused                                1  at most nodes at fan-in 2 = 4  ok");
  }

  @Test
  void a_network_that_is_too_far_off_is_found() {
    Subject sound = Subjects.of(new Arguments(List.of("expr:sin(a)", "--error", "0.01")));
    Subject broken =
        (Subject)
            Proxy.newProxyInstance(
                Subject.class.getClassLoader(),
                new Class<?>[] {Subject.class},
                (proxy, method, arguments) ->
                    method.getName().equals("expected") && arguments[0].equals(0)
                        ? new double[] {1}
                        : method.invoke(sound, arguments));
    Equality.Result result = Equality.check(broken, List.of(new ReferenceProvider()));
    assertThat(result.wrong()).isEqualTo(1);
    assertThat(result.sentence("points of a grid"))
        .startsWith(
            "off by at most 1.84 on 65,537 points of a grid, by reference, and by more than")
        .endsWith("on 1 of them; the first is a = -1.0");
  }

  @Test
  void a_machine_is_learnt_and_its_pairs_are_written() throws IOException {
    String text = run(0, data("machines/parity.yaml"), "--length", "3", "--learn", "--epochs", "2");
    assertThat(text)
        .contains("Learnt from 4 of 8 rows in 2 epochs; a row is right if all of its outputs are.")
        .contains("matched, node labels")
        .contains("next token, linear")
        .contains("as a table: fanin train ");
    Path out = folder.resolve("out");
    assertThat(Files.readAllLines(out.resolve("pairs.csv")))
        .hasSize(9)
        .startsWith("x[0],x[1],x[2],state", "0,0,0,zero", "0,0,1,one");
    assertThat(FunctionText.read("g", Files.readString(out.resolve("pairs-graph.txt"))).inputs())
        .hasSize(3);
    assertThat(Files.readString(out.resolve("report.html"))).contains("Learning it");
    assertThat(run(0, "expr:a xor b", "--learn", "--epochs", "1", "--output", "json"))
        .contains("\"learning\" : [")
        .contains("\"network\" : \"matched, node labels\"");
    assertThat(Files.readAllLines(out.resolve("pairs.csv")))
        .containsExactly("x[0],x[1],y", "0,0,b0", "1,0,b1", "0,1,b1", "1,1,b0");
  }

  @Test
  void programs_read_json() {
    String json = run(0, "expr:a xor b", "--output", "json");
    assertThat(json)
        .contains("\"schemaVersion\" : 1")
        .contains("\"equal\" : true")
        .contains("\"providers\" : [ \"cpu\", \"reference\" ]");
  }

  @Test
  void equal_calls_print_equal_text() {
    String[] call = {data("machines/parity.yaml"), "--length", "4"};
    assertThat(run(0, call)).isEqualTo(run(0, call));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          NOTHING | compile needs a FILE: a machine (.yaml), a circuit (.blif, .aag, .aig) or a formula
          a.blif b.blif | compile takes one FILE, but there are 'a.blif' and 'b.blif'
          a.blif --lenght 3 | compile has no option '--lenght'; did you mean '--length'?
          a.blif --length | '--length' needs a value
          nowhere.blif | nowhere.blif: there is no such file
          M --length 0 | --length must be a whole number from 1 to 1048576, was '0'
          M --method tablaeu | --method: there is no 'tablaeu'; did you mean 'tableau'?
          M --steps 3 | the word '0000' does not halt within 3 steps; give a larger --steps
          M --bits 3:4 | --bits does not go with a machine; leave it out
          M --length 40 | there are more than 65,536 words of length 40, too many to find the longest run; give --steps T
          C --length 4 | --length does not go with a circuit; leave it out
          C --steps 4 | S: the circuit has no latches; leave out --steps
          expr:sin(a) --error 0 | --error must be a number from 1.0E-10 on, such as 0.001, was '0'
          expr:sin(a) --error 1..5 | --error must be a number from 1.0E-10 on, such as 0.001, was '1..5'
          expr:sin(a) --fan-in 1 | --fan-in must be a whole number from 2 to 64, was '1'
          expr:sin(a) --bits 4:4 --error 0.1 | --error does not go with a formula at fixed precision; leave it out
          expr:sin(a) --learn | --learn takes programs on bits or words; give --bits n:m, or train on a table
          expr:a and b --error 0.1 | --error does not go with a formula of bits; leave it out
          expr:a and b --epochs 3 | --epochs goes with --learn; give both or neither
          expr:sin(a) --lern | compile has no option '--lern'; did you mean '--learn'?
          M --error 1 | --error does not go with a machine; leave it out
          expr:sin(a) --bits 8 | --bits must be n:m, such as 8:8 for inputs of 8 bits and an error of at most 2^-8, was '8'
          expr:sin(a) --bits 8:80 | --bits n:m needs n and m from 1 to 24, was 8:80
          M --output xml | --output: there is no format 'xml'; known: json, text
          """)
  void mistakes_are_told_in_one_sentence(String call, String message) {
    String machine = data("machines/parity.yaml");
    String circuit = data("circuits/sorter16.aig");
    List<String> words = new ArrayList<>();
    String file = call.replace("a and b", "a_and_b");
    for (String part : call.equals("NOTHING") ? new String[0] : file.split(" ")) {
      String word = part.replace('_', ' ');
      words.add(word.equals("M") ? machine : word.equals("C") ? circuit : word);
    }
    if (words.contains("--steps") && words.contains(machine)) {
      words.addAll(List.of("--length", "4"));
    }
    assertThatThrownBy(
            () ->
                new CompileCommand()
                    .run(
                        words,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message.replace("S:", circuit + ":"));
  }

  @Test
  void a_network_that_is_wrong_on_one_input_is_found() {
    Subject sound = Subjects.of(new Arguments(List.of("expr:a and b")));
    Subject broken =
        (Subject)
            Proxy.newProxyInstance(
                Subject.class.getClassLoader(),
                new Class<?>[] {Subject.class},
                (proxy, method, arguments) ->
                    method.getName().equals("expected") && arguments[0].equals(2)
                        ? new double[] {1}
                        : method.invoke(sound, arguments));
    List<KernelProvider> reference = List.of(new ReferenceProvider());
    assertThat(Equality.check(sound, reference).equal()).isTrue();
    Equality.Result result = Equality.check(broken, reference);
    assertThat(result.wrong()).isEqualTo(1);
    assertThat(result.sentence("inputs"))
        .isEqualTo("different on 1 of all 4 inputs, by reference; the first is 01");
  }

  @Test
  void a_minus_zero_is_not_a_zero() {
    Subject sound = Subjects.of(new Arguments(List.of("expr:a and b")));
    Subject minus =
        (Subject)
            Proxy.newProxyInstance(
                Subject.class.getClassLoader(),
                new Class<?>[] {Subject.class},
                (proxy, method, arguments) ->
                    method.getName().equals("expected") && arguments[0].equals(0)
                        ? new double[] {-0.0}
                        : method.invoke(sound, arguments));
    assertThat(Equality.check(minus, List.of(new ReferenceProvider())).wrong()).isEqualTo(1);
  }
}
