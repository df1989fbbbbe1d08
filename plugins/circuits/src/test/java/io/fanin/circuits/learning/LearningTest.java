package io.fanin.circuits.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.machine.Machines;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.circuits.target.Gate;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernels.cpu.CpuKernelProvider;
import io.fanin.models.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearningTest {
  private static final KernelProvider CPU = new CpuKernelProvider();
  private static final TuringMachine PARITY = Machines.named("parity");

  private static Tableau tableau(Words words) {
    Window window = words.window(1_000, 0, 1);
    return new Tableau(PARITY, window, words.length());
  }

  @Test
  void labels_of_nodes_let_a_wired_network_learn_what_pairs_alone_do_not_teach() {
    Lessons lessons = Lessons.of(Gate.function(CircuitLibrary.parity(8)), 1);
    assertThat(lessons.count()).isEqualTo(256);
    Student student = new Student(lessons, Course.usual(), CPU);
    Score linear = student.learn(Teaching.LINEAR);
    Score dense = student.learn(Teaching.DENSE);
    Score supervised = student.learn(Teaching.SUPERVISED);
    assertThat(linear.test() <= 0.65).as("%s", linear).isTrue();
    assertThat(dense.test() <= 0.75).as("%s", dense).isTrue();
    assertThat(supervised.test()).as("%s", supervised).isEqualTo(1);
    assertThat(supervised.nodes()).isEqualTo(1);
    assertThat(dense.nodes()).isNaN();
    double ratio = (double) dense.parameters() / supervised.parameters();
    assertThat(ratio >= 0.95 && ratio <= 1.05).as("parameters, %s", ratio).isTrue();
  }

  @Test
  void a_tableaus_cells_teach_a_machine() {
    Words words = new Words(PARITY, "", 8);
    Lessons lessons = Lessons.of(tableau(words), words, 1);
    Course course = Course.usual();
    Student student = new Student(lessons, course, CPU);
    Score supervised = student.learn(Teaching.SUPERVISED);
    assertThat(supervised.test()).as("%s", supervised).isGreaterThan(0.9);
    assertThat(supervised.nodes()).isGreaterThan(0.99);
    assertThat(student.objectives(Teaching.MATCHED)).hasSize(1);
    assertThat(student.objectives(Teaching.SUPERVISED)).hasSize(1 + lessons.graph().nodes());
  }

  /** Malach's point: next tokens are linear where the answer is not. */
  @Test
  void a_linear_next_token_predictor_computes_parity_and_a_linear_map_of_the_word_does_not() {
    Words words = new Words(PARITY, "", 7);
    Tableau tableau = tableau(words);
    Course course = new Course(16, 24, 16, 0.03, 0.5, 1);
    Score direct = new Student(Lessons.of(tableau, words, 1), course, CPU).learn(Teaching.LINEAR);
    assertThat(direct.test() <= 0.65).as("%s", direct).isTrue();
    NextToken next = new NextToken(tableau);
    for (int hidden : new int[] {0, 32}) {
      Score score = next.learn(hidden, words.list(1), course, CPU);
      assertThat(score.test()).as("%s", score).isEqualTo(1);
      assertThat(score.nodes()).as("%s", score).isEqualTo(1);
      Network network = next.network(hidden);
      assertThat(score.parameters()).isEqualTo(network.trainableParameters());
    }
  }

  @Test
  void tokens_depend_on_three_at_fixed_distances() {
    Words words = new Words(PARITY, "", 5);
    Tableau tableau = tableau(words);
    int width = tableau.window().width();
    NextToken next = new NextToken(tableau);
    assertThat(next.context()).isEqualTo(width + 1);
    Map<List<Integer>, Integer> rule = new HashMap<>();
    for (int[] word : words.list(1)) {
      int[] tokens = next.tokens(word);
      assertThat(tokens).hasSize((tableau.window().steps() + 1) * width);
      for (int i = width + 1; i < tokens.length; i++) {
        List<Integer> key =
            List.of(tokens[i - width - 1], tokens[i - width], tokens[i - width + 1]);
        Integer before = rule.put(key, tokens[i]);
        assertThat(before == null || before == tokens[i]).isTrue();
      }
      double[] context = next.context(tokens, width);
      assertThat(Arrays.stream(context).sum()).isEqualTo(width); // nothing is before the first
      assertThat(context[tokens[width - 1]]).isEqualTo(1);
    }
  }

  @Test
  void rows_differ_and_are_split_without_overlap() {
    Lessons lessons = Lessons.of(Gate.function(CircuitLibrary.parity(40)), 3);
    assertThat(lessons.count()).isEqualTo(Lessons.MOST_ROWS);
    Set<List<Double>> rows = new HashSet<>();
    for (int i = 0; i < lessons.count(); i++) {
      rows.add(Arrays.stream(lessons.row(i)).boxed().toList());
      double ones = Arrays.stream(lessons.row(i)).sum();
      assertThat(lessons.output(i)).containsExactly(ones % 2);
    }
    assertThat(rows).hasSize(lessons.count());
    int[][] split = lessons.split(0.3, 1);
    assertThat(split[0]).hasSize((int) Math.rint(0.3 * lessons.count()));
    Set<Integer> all = new HashSet<>();
    Arrays.stream(split).flatMapToInt(Arrays::stream).forEach(all::add);
    assertThat(all).hasSize(lessons.count());
  }

  @Test
  void mistakes_are_told() {
    SparseFunction real =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), new InputLaw.Uniform(-1, 1))
            .node("y", "a*b")
            .build();
    assertThatThrownBy(() -> Lessons.of(real, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("lessons are of functions of bits; an input is none");
    Words words = new Words(PARITY, "", 80);
    Tableau large = new Tableau(PARITY, Window.oneWay(81, 82), 80);
    assertThatThrownBy(() -> Lessons.of(large, words, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the graph has 6,642 nodes; at most 5,000 are learnt, so take a shorter word or a"
                + " smaller circuit");
    assertThatThrownBy(() -> new Course(16, 10, 8, 0, 0.5, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a course needs width, epochs and batch >= 1, a rate > 0 and a share in (0, 1), has"
                + " 16, 10, 8, 0.0, 0.5");
  }
}
