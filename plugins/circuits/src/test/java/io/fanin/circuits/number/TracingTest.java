package io.fanin.circuits.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
  private static final InputLaw LAW = new InputLaw.Uniform(-1, 1);

  /** Horner's scheme with a loop, a square root and a choice. */
  private static List<Traced> code(List<Traced> x) {
    Traced sum = x.get(0).times(0.5);
    for (int i = 1; i < 4; i++) {
      sum = sum.times(x.get(i)).plus(x.get(i).minus(x.get(0)));
    }
    Traced root = sum.times(sum).plus(1).sqrt();
    Traced chosen = x.get(0).less(x.get(1)).select(root, root.negate());
    return List.of(chosen, sum.abs().plus(x.get(2).sin()));
  }

  private static double[] plain(double[] x) {
    double sum = x[0] * 0.5;
    for (int i = 1; i < 4; i++) {
      sum = sum * x[i] + (x[i] - x[0]);
    }
    double root = Math.sqrt(sum * sum + 1);
    return new double[] {x[0] < x[1] ? root : -root, Math.abs(sum) + StrictMath.sin(x[2])};
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void the_graph_computes_what_the_code_does_with_few_reads(int fanIn) {
    SparseFunction function = Tracing.trace(4, LAW, fanIn, TracingTest::code);
    assertThat(function.graph().maxFanIn()).isLessThanOrEqualTo(fanIn);
    RandomStream random = RandomStream.of(2, "rows");
    for (int i = 0; i < 200; i++) {
      double[] row = new double[4];
      for (int j = 0; j < 4; j++) {
        row[j] = random.uniform(-1, 1);
      }
      double[] expected = plain(row);
      double[] values = function.evaluate(row);
      for (int k = 0; k < 2; k++) {
        assertThat(Math.abs(values[k] - expected[k]) <= 1e-12).isTrue();
      }
    }
  }

  @Test
  void fusing_makes_graphs_smaller() {
    int two = Tracing.trace(4, LAW, TracingTest::code).graph().nodes();
    int three = Tracing.trace(4, LAW, 3, TracingTest::code).graph().nodes();
    assertThat(three).isLessThan(two);
  }

  @Test
  void equal_operations_are_shared_and_constants_folded() {
    SparseFunction function =
        Tracing.trace(
            2,
            LAW,
            x -> {
              Traced a = x.get(0).times(x.get(1));
              Traced b = x.get(0).times(x.get(1));
              Traced three = x.get(0).times(0).isConstant() ? a : a.plus(b);
              return List.of(three);
            });
    assertThat(function.graph().nodes()).isEqualTo(2);
  }

  @Test
  void a_branch_on_a_traced_value_fails_with_its_line() {
    assertThatThrownBy(
            () ->
                Tracing.trace(
                    1,
                    LAW,
                    x -> {
                      Traced y = x.get(0).times(x.get(0));
                      if (y.doubleValue() > 0.5) { // this line is told
                        return List.of(y);
                      }
                      return x;
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            "TracingTest\\.java:\\d+: the code branches on a traced value, or asks for its number;"
                + " choose with condition\\.select\\(then, otherwise\\)");
    assertThatThrownBy(
            () -> Tracing.trace(2, LAW, x -> x.get(0).equals(x.get(1)) ? x : new ArrayList<>(x)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void a_result_without_inputs_is_refused() {
    assertThatThrownBy(() -> Tracing.trace(1, LAW, x -> List.of(x.get(0), x.get(0).literal(2))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("result 1 is the constant 2.0; it depends on no input");
  }
}
