package io.fanin.circuits.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.number.Traced;
import io.fanin.circuits.number.Tracing;
import io.fanin.function.FunctionText;
import io.fanin.function.InputLaw;
import io.fanin.function.SparseFunction;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernels.cpu.CpuKernelProvider;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealNetworkTest {
  private static SparseFunction function(String text) {
    return FunctionText.read("f", text.replace("; ", "\n"));
  }

  private static double worst(SparseFunction function, ExactNetwork network) {
    RandomStream random = RandomStream.of(5, "points");
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      rows.add(function.sample(random, 1));
    }
    double worst = 0;
    for (KernelProvider provider : List.of(new ReferenceProvider(), new CpuKernelProvider())) {
      try (Runner runner = new Runner(network, provider, DType.DOUBLE)) {
        for (int at = 0; at < rows.size(); at += runner.batch()) {
          List<double[]> part = rows.subList(at, Math.min(rows.size(), at + runner.batch()));
          double[][] results = runner.run(part);
          for (int i = 0; i < results.length; i++) {
            double[] exact = function.evaluate(part.get(i));
            for (int k = 0; k < exact.length; k++) {
              double off = Math.abs(results[i][k] - exact[k]);
              worst = off <= worst ? worst : off; // NaN stays
            }
          }
        }
      }
    }
    return worst;
  }

  /** Certified, and not by more than it must be: the last number is how loose it may be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in a, b, c ~ uniform(-1, 1); y = sin(a*b) + c^2 | 1e-3 | 4
          in a, b, c ~ uniform(-1, 1); y = sin(a*b) + c^2 | 1e-7 | 20
          in x ~ uniform(0, 1); p = 4*x*(1 - x); q = 4*p*(1 - p); r = 4*q*(1 - q) | 1e-5 | 10
          in a, b ~ uniform(0, 3); y = max(a, b)*exp(-a^2)/(2 + b) - abs(a - 2*b) | 1e-4 | 20
          in a, b ~ uniform(1, 2); y = a^b + log(a)/sqrt(b) | 1e-4 | 30
          in a ~ uniform(-2, 5); y = relu(a - 1) - min(a, 2, 3 - a) | 1e-9 | 1e9
          in a, b ~ uniform(-1, 1); p = tanh(3*a); q = cos(b)*p; out p, q | 1e-4 | 10
          in bit a, b; in c ~ uniform(0, 1); y = a*c + (1 - a)*b*c | 1e-3 | 1e9
          """)
  void the_error_is_below_its_certificate(String text, double error, double loose) {
    SparseFunction function = function(text);
    RealNetwork.Compiled compiled = RealNetwork.of(Tracing.trace(function, 2), error);
    double worst = worst(function, compiled.network());
    assertThat(compiled.certified() <= error).isTrue();
    assertThat(worst <= compiled.certified()).as("%s, %s", worst, compiled.certified()).isTrue();
    assertThat(compiled.certified() <= loose * worst + 1e-12)
        .as("%s, %s", worst, compiled.certified())
        .isTrue();
  }

  @Test
  void units_follow_the_error_as_the_budget_says() {
    SparseFunction traced =
        Tracing.trace(
            function("in a, b ~ uniform(-1, 1); p = sin(3*a); y = exp(p) + 0.01*cos(b)"), 2);
    int coarse = RealNetwork.of(traced, 1e-3).pieces();
    int fine = RealNetwork.of(traced, 1e-5).pieces();
    assertThat(fine).isBetween(9 * coarse, 11 * coarse); // N goes as eps^(-1/2)
    assertThat(RealNetwork.of(traced, 1e-3).boxes()).isEqualTo(256);
  }

  @Test
  void traced_java_code_becomes_a_network() {
    SparseFunction traced =
        Tracing.trace(
            2,
            new InputLaw.Uniform(-1, 1),
            x -> {
              Traced y = x.get(0);
              for (int i = 0; i < 3; i++) {
                y = y.times(x.get(1)).plus(0.25).sin();
              }
              return List.of(y);
            });
    RealNetwork.Compiled compiled = RealNetwork.of(traced, 1e-4);
    assertThat(worst(traced, compiled.network()) <= compiled.certified()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void a_function_is_traced_to_a_fan_in(int fanIn) {
    SparseFunction function =
        function(
            "in v[1..4] ~ uniform(-1, 1); in w ~ uniform(0, 1); p = sum(i, 1, 4, v[i]^2) - w;"
                + " y = if(v[1] < w, p/(w + 2), -p*sin(v[2])); out y, p");
    SparseFunction traced = Tracing.trace(function, fanIn);
    assertThat(traced.graph().maxFanIn()).isLessThanOrEqualTo(fanIn);
    assertThat(traced.inputs()).isEqualTo(function.inputs());
    RandomStream random = RandomStream.of(8, "points");
    for (int i = 0; i < 200; i++) {
      double[] row = function.sample(random, 1);
      double[] exact = function.evaluate(row);
      double[] values = traced.evaluate(row);
      for (int k = 0; k < 2; k++) {
        assertThat(Math.abs(values[k] - exact[k]) <= 1e-12).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          in x ~ uniform(0, 1); z = sqrt(x) | the slope of 'sqrt(x)' has no bound there; keep what it reads away from poles and ends
          in x ~ uniform(-1, 1); z = 1/x | the slope of '1/x' has no bound there; keep what it reads away from poles and ends
          in x, y ~ uniform(-1, 1); z = if(x < y, x, 0) | '<' jumps, so no network is near it everywhere; use min, max, abs or relu instead
          in x ~ uniform(-1, 1); z = floor(3*x) | 'floor' jumps, so no network is near it everywhere; use min, max, abs or relu instead
          in x ~ normal(0, 1); z = sin(x) | input 'x' has the law normal(0, 1); a network with a certificate needs uniform(lo, hi)
          in x ~ uniform(0, 100); z = exp(x) | an error of 1.0E-4 takes more than 1,048,576 units; take a larger --error, or smaller ranges
          in category(3) c; z = 2*c[1] | input 'c' is a category; only real and Boolean inputs are traced
          """)
  void what_has_no_certificate_is_refused_in_one_sentence(String text, String message) {
    assertThatThrownBy(() -> RealNetwork.of(Tracing.trace(function(text), 2), 1e-4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
