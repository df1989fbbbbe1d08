package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Slice;
import io.fanin.optim.Role;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InitialisersTest {
  private static final Network NETWORK =
      Requests.plain("dense", Requests.scalars(50), 1, Map.of("width", 200, "depth", 2));

  /** Fan-in 200, fan-out 200, before relu, 40,000 weights. */
  @ParameterizedTest
  @CsvSource({
    "suited,0.01",
    "he-normal,0.01",
    "he-uniform,0.01",
    "glorot-normal,0.005",
    "glorot-uniform,0.005",
    "lecun-normal,0.005",
    "lecun-uniform,0.005",
    "orthogonal,0.005",
    "mup,0.005"
  })
  void hidden_weights_have_mean_zero_and_the_stated_variance(String id, double variance) {
    double[] p = NETWORK.initial(Initialisers.named(id), 3);
    Slice w = NETWORK.plan().slices().get(2);
    double sum = 0;
    double squares = 0;
    for (int i = w.offset(); i < w.offset() + w.size(); i++) {
      sum += p[i];
      squares += p[i] * p[i];
    }
    int n = w.size();
    // Five standard errors: sqrt(v/n) of the mean, sqrt(2/n) v of the variance at most (normal).
    assertThat(Math.abs(sum / n)).isLessThanOrEqualTo(5 * Math.sqrt(variance / n));
    assertThat(Math.abs(squares / n - variance))
        .isLessThanOrEqualTo(5 * Math.sqrt(2.0 / n) * variance);
  }

  @Test
  void suited_law_doubles_the_variance_only_before_rectifiers() {
    Network tanh =
        Requests.plain(
            "dense",
            Requests.scalars(50),
            1,
            Map.of("width", 200, "depth", 2, "activation", "tanh"));
    double[] relu = NETWORK.initial(Initialisers.suited(), 5);
    double[] other = tanh.initial(Initialisers.suited(), 5);
    int at = NETWORK.plan().slices().get(2).offset();
    assertThat(relu[at])
        .isEqualTo(
            Math.sqrt(2.0 / 200) / Math.sqrt(1.0 / 200) * other[at],
            org.assertj.core.data.Offset.offset(1e-15));
    int head = NETWORK.plan().slices().get(4).offset();
    assertThat(relu[head]).isEqualTo(other[head]);
  }

  @Test
  void biases_start_at_zero() {
    double[] p = NETWORK.initial(Initialisers.heUniform(), 3);
    for (Slice s : NETWORK.plan().slices()) {
      for (int i = s.offset(); s.role() == Role.BIAS && i < s.offset() + s.size(); i++) {
        assertThat(p[i]).isZero();
      }
    }
  }

  @Test
  void uniform_law_stays_in_its_interval() {
    double[] p = NETWORK.initial(Initialisers.lecunUniform(), 3);
    Slice w = NETWORK.plan().slices().get(0);
    double bound = Math.sqrt(3.0 / 50);
    for (int i = w.offset(); i < w.offset() + w.size(); i++) {
      assertThat(Math.abs(p[i])).isLessThanOrEqualTo(bound * (1 + 0x1p-50));
    }
  }

  @Test
  void orthogonal_matrix_has_orthonormal_rows() {
    double[] p = NETWORK.initial(Initialisers.orthogonal(), 3);
    int at = NETWORK.plan().slices().get(2).offset();
    for (int a = 0; a < 200; a += 37) {
      for (int b = 0; b < 200; b += 37) {
        double dot = 0;
        for (int j = 0; j < 200; j++) {
          dot += p[at + a * 200 + j] * p[at + b * 200 + j];
        }
        assertThat(Math.abs(dot - (a == b ? 1 : 0))).isLessThanOrEqualTo(400 * 0x1p-53);
      }
    }
  }

  @Test
  void same_seed_gives_the_same_bits_and_another_seed_others() {
    double[] a = NETWORK.initial(Initialisers.heNormal(), 7);
    assertThat(NETWORK.initial(Initialisers.heNormal(), 7)).isEqualTo(a);
    assertThat(NETWORK.initial(Initialisers.heNormal(), 8)[0]).isNotEqualTo(a[0]);
  }

  @Test
  void mup_scales_the_rates_of_hidden_and_output_layers() {
    Network network = NETWORK.withRates(new MuP(50));
    assertThat(network.plan().specs())
        .extracting(s -> ((AffineSpec) s).rateScale())
        .containsExactly(1.0, 0.25, 0.25);
  }

  @Test
  void given_parameters_are_copied_with_their_biases() {
    double[] given = new double[NETWORK.parameters()];
    Arrays.setAll(given, i -> i);
    assertThat(NETWORK.initial(Initialisers.given(given), 0)).isEqualTo(given);
  }

  @Test
  void given_parameters_of_another_network_are_refused() {
    assertThatThrownBy(() -> NETWORK.initial(Initialisers.given(new double[3]), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 50601 parameters, but 3 are given");
  }

  @Test
  void unknown_law_gets_the_nearest_name() {
    assertThatThrownBy(() -> Initialisers.named("he-norml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("there is no initialiser 'he-norml'; did you mean 'he-normal'?");
  }
}
