package io.fanin.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.expression.Interval;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  private static final Targets TARGETS = Targets.of(List.of());

  @Test
  void every_built_in_target_is_made_and_reads_back() {
    assertThat(TARGETS.providers().stream().map(TargetProvider::id))
        .containsExactly("parity", "product", "s4-tree", "staircase", "tree");
    for (TargetProvider provider : TARGETS.providers()) {
      SparseFunction f = TARGETS.resolve(provider.id(), 3);
      SparseFunction again = FunctionText.read("f", FunctionText.write(f));
      double[] rows = f.sample(RandomStream.of(1, "rows"), 20);
      assertThat(again.evaluate(rows, 20)).as(provider.id()).isEqualTo(f.evaluate(rows, 20));
    }
  }

  @Test
  void random_trees_depend_on_the_seed_alone_and_stay_in_the_unit_interval() {
    for (String shape : List.of("balanced", "random", "chain")) {
      Map<String, Object> settings = Map.of("n", 16, "shape", shape);
      SparseFunction f = TARGETS.resolve("tree", settings, 5);
      assertThat(FunctionText.write(f))
          .isEqualTo(FunctionText.write(TARGETS.resolve("tree", settings, 5)));
      assertThat(FunctionText.write(f))
          .isNotEqualTo(FunctionText.write(TARGETS.resolve("tree", settings, 6)));
      assertThat(f.graph().nodes()).isEqualTo(15);
      assertThat(f.graph().isTree()).isTrue();
      assertThat(f.graph().maxFanIn()).isEqualTo(2);
      assertThat(f.distinctConstituents()).isEqualTo(15);
      assertThat(f.graph().depth()).isBetween(4, 15);
      double[] rows = f.sample(RandomStream.of(2, "rows"), 500);
      for (double value : f.values(rows, 500)) {
        assertThat(Math.abs(value)).isLessThanOrEqualTo(1);
      }
    }
    assertThat(TARGETS.resolve("tree", Map.of("n", 16), 1).graph().depth()).isEqualTo(4);
    assertThat(TARGETS.resolve("tree", Map.of("shape", "chain"), 1).graph().depth()).isEqualTo(7);
    SparseFunction shared = TARGETS.resolve("tree", Map.of("shared", true), 1);
    assertThat(shared.distinctConstituents()).isEqualTo(1);
  }

  @Test
  void known_targets_have_known_values() {
    SparseFunction parity = TARGETS.resolve("parity", Map.of("n", 6, "k", 5), 1);
    assertThat(parity.value(new double[] {-1, -1, -1, 1, 1, -1})).isEqualTo(-1);
    assertThat(parity.inputs().get(0).type()).isEqualTo(InputType.SIGN);
    SparseFunction product = TARGETS.resolve("product", Map.of("n", 3), 1);
    assertThat(product.value(new double[] {0.5, 0.5, 0.5})).isEqualTo(0.125);
    SparseFunction stairs = TARGETS.resolve("staircase", 1);
    double[] row = new double[20];
    Arrays.fill(row, -1);
    assertThat(stairs.value(row)).isEqualTo(-1);
    SparseFunction s4 = TARGETS.resolve("s4-tree", Map.of("n", 2), 1);
    assertThat(s4.value(new double[] {1, 0})).isEqualTo(0.5 * StrictMath.sin(1.5));
    assertThat(s4.regularity().lambda()[0]).isBetween(1.15, 1.15 * 1.011);
    assertThat(s4.ranges().get(2)).isNotEqualTo(Interval.ALL);
  }

  @Test
  void formulas_and_files_are_targets_too(@TempDir Path folder) throws IOException {
    SparseFunction formula = TARGETS.resolve("expr:sin(b) - a", 1);
    assertThat(formula.inputs().stream().map(Input::name)).containsExactly("b", "a");
    Path file = folder.resolve("f");
    Files.writeString(file, FunctionText.write(formula));
    SparseFunction text = TARGETS.resolve("file:" + file, 1);
    Files.writeString(file, FunctionJson.write(formula));
    SparseFunction json = TARGETS.resolve("file:" + file, 1);
    double[] row = {0.25, 0.5};
    assertThat(text.value(row)).isEqualTo(formula.value(row));
    assertThat(json.value(row)).isEqualTo(formula.value(row));
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> TARGETS.resolve("file:" + missing, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(missing + ": there is no such file");
  }

  @Test
  void mistakes_are_explained() {
    assertThatThrownBy(() -> TARGETS.resolve("trea", 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "unknown target 'trea'; did you mean 'tree'?; a formula is written expr:sin(a*b), a"
                + " file file:PATH");
    assertThatThrownBy(() -> TARGETS.resolve("parity", Map.of("n", 2, "k", 3), 1))
        .hasMessage("k is 3, above the number of inputs n = 2; raise n");
    assertThatThrownBy(() -> TARGETS.resolve("staircase", Map.of("polynomial", "sin(z1)"), 1))
        .hasMessage("polynomial: 'sin(z1)' is not a polynomial of degree 1 or more");
    assertThatThrownBy(() -> TARGETS.resolve("staircase", Map.of("polynomial", "z1*a"), 1))
        .hasMessage("polynomial: 'a' is not one of the inputs z1, z2, …");
    assertThatThrownBy(() -> TARGETS.resolve("expr:a", Map.of("n", 2), 1))
        .hasMessage("a target that begins with expr: has no settings; remove n");
    assertThatThrownBy(() -> TARGETS.resolve("expr:1 + 1", 1))
        .hasMessage("expr: the formula has no variable, so it is a constant");
    assertThatThrownBy(() -> Targets.of(List.of(new Mine("tree"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("two targets are called 'tree': ");
    assertThat(Targets.of(List.of(new Mine("mine"))).resolve("mine", 1).outputs()).isEqualTo(1);
  }

  private record Mine(String id) implements TargetProvider {
    @Override
    public String description() {
      return "mine";
    }

    @Override
    public List<Key<?>> keys() {
      return List.of();
    }

    @Override
    public SparseFunction create(Settings settings, long seed) {
      return FunctionText.read("mine", "in a\ny = a^2\n");
    }
  }
}
