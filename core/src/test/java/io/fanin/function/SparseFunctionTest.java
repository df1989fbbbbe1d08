package io.fanin.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.expression.Interval;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparseFunctionTest {
  private static final InputLaw UNIT = new InputLaw.Uniform(-1, 1);

  private static SparseFunction example() {
    return SparseFunction.builder()
        .inputs(List.of("a", "b", "c", "d"), UNIT)
        .function("h", "tanh(u + 2*v)", "u", "v")
        .node("p", "sin(a*b)")
        .node("q", "c - d^2")
        .apply("r", "h", List.of("p", "q"))
        .build();
  }

  @Test
  void a_row_is_evaluated_node_by_node() {
    SparseFunction f = example();
    double[] row = {0.5, 0.25, 0.75, 0.5};
    double p = StrictMath.sin(0.125);
    double r = StrictMath.tanh(p + 2 * 0.5);
    assertThat(f.values(row)).containsExactly(0.5, 0.25, 0.75, 0.5, p, 0.5, r);
    assertThat(f.value(row)).isEqualTo(r);
    assertThat(f.evaluate(row)).containsExactly(r);
    double[] two = {0.5, 0.25, 0.75, 0.5, 0, 0, 0, 0};
    assertThat(f.evaluate(two, 2)).containsExactly(r, 0);
    assertThat(f.values(two, 2)).hasSize(14).startsWith(f.values(row));
    assertThatThrownBy(() -> f.value(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row must have 4 values, not 3");
  }

  @Test
  void the_gradient_agrees_with_central_differences_also_where_a_vertex_is_read_twice() {
    SparseFunction f =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), UNIT)
            .function("h", "u*exp(v)", "u", "v")
            .node("p", "sin(a + 2*b)")
            .apply("s", "h", List.of("p", "p"))
            .node("t", "s*a + p")
            .outputs("t", "s")
            .build();
    double[] row = {0.3, -0.2};
    for (int output = 0; output < 2; output++) {
      double[] gradient = new double[2];
      assertThat(f.gradient(output, row, gradient)).isEqualTo(f.evaluate(row)[output]);
      for (int i = 0; i < 2; i++) {
        double[] up = row.clone();
        double[] down = row.clone();
        up[i] += 1e-5;
        down[i] -= 1e-5;
        double slope = (f.evaluate(up)[output] - f.evaluate(down)[output]) / 2e-5;
        assertThat(Math.abs(gradient[i] - slope)).isLessThanOrEqualTo(1e-8);
      }
    }
  }

  @Test
  void path_sums_on_a_hand_computed_graph_count_a_double_read_twice() {
    // L(p,a) = 3, L(s,p) = 2 twice, L(t,s) = 5, L(t,a) = 1: lambda(a) = 3·4·5 + 1.
    SparseFunction f =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), UNIT)
            .function("plus", "2*u + 2*v", "u", "v")
            .node("p", "3*a - b")
            .apply("s", "plus", List.of("p", "p"))
            .node("t", "5*s - a")
            .build();
    double[] lambda = f.regularity().lambda();
    double[] exact = {61, 20, 20, 5, 1};
    for (int v = 0; v < exact.length; v++) {
      assertThat(lambda[v]).as(f.graph().name(v)).isBetween(exact[v], exact[v] * (1 + 1e-12));
    }
  }

  @Test
  void path_sums_use_the_ranges_of_inner_nodes() {
    SparseFunction f =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), new InputLaw.Uniform(0, 2))
            .node("p", "a*b")
            .node("q", "p^2")
            .build();
    Regularity regularity = f.regularity();
    assertThat(regularity.range(2).hi()).isBetween(4.0, 4 + 1e-12);
    assertThat(regularity.lipschitz(3, 0)).isBetween(8.0, 8 + 1e-12);
    assertThat(regularity.lambda()[0]).isBetween(16.0, 16 + 1e-10);
    List<Interval> box = List.of(new Interval(0, 1), new Interval(0, 1));
    assertThat(f.regularity(box).lambda()[0]).isBetween(2.0, 2 + 1e-12);
  }

  @Test
  void equal_formulas_are_one_constituent_whatever_their_arguments_are_called() {
    SparseFunction f =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), UNIT)
            .node("p", "sin(a*b)")
            .node("q", "sin(c*d)")
            .node("r", "p - q")
            .node("s", "q - r")
            .build();
    assertThat(f.distinctConstituents()).isEqualTo(2);
    assertThat(f.sharing()).containsExactly(0, 0, 1, 1);
    assertThat(Constituent.of("a - b", "a", "b")).isNotEqualTo(Constituent.of("a - b", "b", "a"));
  }

  @Test
  void categories_are_one_hot_blocks() {
    SparseFunction f =
        SparseFunction.builder()
            .input("c", new InputLaw.Categorical(List.of(0.25, 0.25, 0.5)))
            .input("a", UNIT)
            .node("p", "if(c[2], a, -a) + 3*c[0]")
            .build();
    assertThat(f.inputWidth()).isEqualTo(4);
    assertThat(f.graph().fanIn(2)).isEqualTo(2);
    assertThat(f.value(new double[] {0, 0, 1, 0.5})).isEqualTo(0.5);
    assertThat(f.value(new double[] {1, 0, 0, 0.5})).isEqualTo(2.5);
    assertThatThrownBy(
            () -> SparseFunction.builder().input("c", f.inputs().get(0).law()).node("p", "c"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("node 'p': 'c' is a category; write c[0] to c[2]");
    double[] rows = f.sample(RandomStream.of(3, "rows"), 4000);
    double[] mean = new double[4];
    for (int i = 0; i < rows.length; i++) {
      mean[i % 4] += rows[i] / 4000;
    }
    for (int c = 0; c < 3; c++) {
      double variance = f.inputs().get(0).law().variance(c);
      assertThat(Math.abs(mean[c] - f.inputs().get(0).law().mean(c)))
          .isLessThanOrEqualTo(5 * Math.sqrt(variance / 4000));
    }
  }

  @Test
  void constituents_of_java_code_declare_their_data() {
    Constituent product = Constituent.of(2, x -> x[0] * x[1], Smoothness.ANALYTIC, 1, 1);
    double[] gradient = new double[2];
    product.gradient(new double[] {3, -2}, gradient);
    assertThat(Math.abs(gradient[0] + 2)).isLessThanOrEqualTo(1e-9);
    assertThat(Math.abs(gradient[1] - 3)).isLessThanOrEqualTo(1e-9);
    Constituent exact =
        Constituent.of(1, x -> x[0] * x[0], (x, out) -> out[0] = 2 * x[0], Smoothness.ANALYTIC, 2);
    SparseFunction f =
        SparseFunction.builder()
            .inputs(List.of("a", "b"), UNIT)
            .node("p", product, "a", "b")
            .node("q", exact, "p")
            .build();
    assertThat(f.value(new double[] {3, 2})).isEqualTo(36);
    assertThat(f.regularity().lambda()).containsExactly(2, 2, 2, 1);
    assertThatThrownBy(() -> FunctionText.write(f))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the node 'p' is Java code and cannot be written; give it a formula");
    assertThatThrownBy(() -> Constituent.of(1, x -> 0, Smoothness.ANALYTIC, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a Lipschitz constant is at least 0, not NaN");
    assertThatThrownBy(
            () -> SparseFunction.builder().input("a", UNIT).node("p", product, "a").build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("node 'p' reads 1 values, but its constituent takes 2");
  }

  @Test
  void smoothness_follows_from_the_structure_and_the_box() {
    assertSmooth("sin(a*b)", "C^∞");
    assertSmooth("relu(a - b) + 2*abs(a)", "piecewise linear");
    assertSmooth("relu(a)*b", "W^1");
    assertSmooth("relu(a)^3 + sin(b)", "W^3");
    assertSmooth("sqrt(a)", "discontinuous");
    assertSmooth("sqrt(1 + a^2)", "C^∞");
    assertSmooth("abs(a)^2.5", "W^1");
    assertSmooth("step(a)", "discontinuous");
    assertSmooth("a xor b", "Boolean");
    assertSmooth("1/(2 + a^2)", "C^∞");
    assertSmooth("tan(a)", "discontinuous");
    List<Interval> box = List.of(new Interval(1, 2), new Interval(-1, 1));
    assertThat(Constituent.of("sqrt(a) + abs(a)*b", "a", "b").smoothness(box))
        .isEqualTo(Smoothness.ANALYTIC);
  }

  private static void assertSmooth(String formula, String expected) {
    assertThat(Constituent.of(formula, "a", "b").smoothness()).hasToString(expected);
  }

  @Test
  void effective_dimension_and_rates_follow_theorem_three() {
    Regularity rough =
        SparseFunction.builder()
            .inputs(List.of("a", "b", "c", "d"), UNIT)
            .node("p", "relu(a - b)^2")
            .node("q", "relu(c + d + p)^3")
            .build()
            .regularity();
    assertThat(rough.effectiveDimension()).isEqualTo(1);
    assertThat(rough.order()).isEqualTo(2);
    assertThat(rough.rates())
        .isEqualTo(
            "with m = 2, deep N = O(Σ_v ε^(-d_v/m_v)) = O(ε^-1) against shallow N = O(ε^-2)");
    assertThat(example().regularity().rates())
        .isEqualTo(
            "every node has all derivatives: for every m, deep N = O(ε^(-2/m)) against shallow"
                + " N = O(ε^(-4/m))");
    assertThat(example().regularity().effectiveDimension()).isEqualTo(0);
    Regularity logic = FunctionText.read("f", "in bit a, b\np = a xor b\n").regularity();
    assertThat(logic.rates())
        .isEqualTo("all 1 nodes are Boolean: an exact network exists, no rate in ε");
    assertThat(logic.lambda()).containsExactly(1, 1, 1);
  }

  @Test
  void laws_are_read_written_and_sampled() {
    for (String law :
        List.of(
            "uniform(-1, 1)",
            "normal(0, 2.5)",
            "bernoulli(0.25)",
            "rademacher(0.75)",
            "categorical(0.2, 0.3, 0.5)")) {
      InputLaw read = InputLaw.parse(law);
      assertThat(read).hasToString(law);
      double[] out = new double[read.type().width()];
      double sum = 0;
      double squares = 0;
      RandomStream random = RandomStream.of(5, law);
      for (int i = 0; i < 4000; i++) {
        read.sample(random, out, 0);
        assertThat(read.support().contains(out[0])).isTrue();
        sum += out[0];
        squares += out[0] * out[0];
      }
      double mean = sum / 4000;
      double variance = squares / 4000 - mean * mean;
      assertThat(Math.abs(mean - read.mean(0)))
          .isLessThanOrEqualTo(5 * Math.sqrt(read.variance(0) / 4000));
      assertThat(Math.abs(variance / read.variance(0) - 1)).isLessThanOrEqualTo(0.15);
    }
    assertThat(InputLaw.parse("uniform(-sqrt(4), max(1, 2))")).hasToString("uniform(-2, 2)");
    assertThatThrownBy(() -> InputLaw.parse("uniform(1, 1)"))
        .hasMessage("law:1:1: uniform(a, b) needs a < b, both finite, not 1 and 1");
    assertThatThrownBy(() -> InputLaw.parse("unifrom(0, 1)"))
        .hasMessage("law:1:1: unknown law 'unifrom'; did you mean 'uniform'?");
    assertThatThrownBy(() -> InputLaw.parse("normal(0)"))
        .hasMessage("law:1:1: 'normal' takes 2 parameters, not 1: normal(0, 1)");
    assertThatThrownBy(() -> InputLaw.parse("bernoulli(x)"))
        .hasMessage("law:1:11: a law's parameters are numbers, not names such as 'x'");
    assertThatThrownBy(() -> InputLaw.parse("categorical(0.5, 0.4)"))
        .hasMessage(
            "law:1:1: categorical(p, …) needs 2 to 100000 probabilities of sum 1, not 2 of sum"
                + " 0.9");
  }
}
