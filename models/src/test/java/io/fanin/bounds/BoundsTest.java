package io.fanin.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.InputBlock;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BoundsTest {
  private static Network conv(int side, int channels, boolean bias) {
    List<InputBlock> pixels = new ArrayList<>();
    for (int p = 0; p < side * side; p++) {
      pixels.add(new InputBlock("p" + p, p, 1, 0));
    }
    var provider = Architectures.builtIn().get("conv");
    Settings settings =
        Settings.of(provider.keys())
            .withAll(
                Map.of(
                    "filter", List.of("2", "2", "2"),
                    "stride", List.of("1", "1", "1"),
                    "channels", List.of(channels, channels, channels),
                    "bias", bias));
    return provider.build(
        new ArchitectureRequest(pixels, 10, null, new ImageShape(side, side, 1), settings));
  }

  private static LayeredNetwork layered(int side, int channels) {
    Network network = conv(side, channels, false);
    return LayeredNetwork.of(network.plan(), network.initial(Initialisers.suited(), 3));
  }

  private static GeneralizationBounds bounds(LayeredNetwork network, int pixels, int rows) {
    RandomStream random = RandomStream.of(5, "pixels");
    double[] data = new double[rows * pixels];
    int[] chosen = new int[rows];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextDouble();
    }
    for (int r = 0; r < rows; r++) {
      chosen[r] = r;
    }
    return new GeneralizationBounds(
        network, SampleNorms.of(network, data, pixels, chosen), 10, 0.1, 0.001);
  }

  @Test
  void the_architecture_ratio_is_that_of_the_published_network() {
    double depths =
        (1 + Math.sqrt(2 * (4 * Math.log(2) + Math.log(10))))
            / (1 + Math.sqrt(2 * (4 * Math.log(8) + Math.log(10))));
    double mnist = bounds(layered(28, 1), 784, 2).architectureRatio();
    double digits = bounds(layered(8, 1), 64, 2).architectureRatio();

    assertThat(Math.abs(mnist - 27 * 26 * 25 / 8.0 * depths)).isLessThanOrEqualTo(1e-9);
    assertThat(Math.abs(digits - 7 * 6 * 5 / 8.0 * depths)).isLessThanOrEqualTo(1e-12);
    assertThat(Math.abs(mnist - 1640)).isLessThanOrEqualTo(5); // as published, three digits
    assertThat(Math.abs(digits - 19.6)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void golowich_over_sparse_is_the_architecture_ratio_times_norms_and_data() {
    LayeredNetwork network = layered(8, 4);
    GeneralizationBounds bounds = bounds(network, 64, 50);
    // with rho for rho + 1 the ratio of the complexities is exact
    double sparse = network.rho() * Math.sqrt(network.chains(bounds.sample().energies(), false));
    double golowich = network.frobeniusProduct() * Math.sqrt(bounds.sample().energy());
    double most = 0;
    for (double energy : bounds.sample().energies()) {
      most = Math.max(most, energy);
    }
    double expected = 7 * 6 * 5 / 8.0 * Math.sqrt(bounds.sample().energy() / most);

    assertThat(golowich / sparse)
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-9 * expected));
    assertThat(network.chains(bounds.sample().energies(), true) / 25)
        .isCloseTo(
            network.chains(bounds.sample().energies(), false),
            org.assertj.core.data.Offset.offset(1e-9 * most * 64));
  }

  @Test
  void norms_of_the_unrolled_layers_are_those_of_their_matrices() {
    LayeredNetwork network = layered(4, 2);
    for (LayerOperator layer : network.layers()) {
      double[] matrix = new double[layer.outputs() * layer.inputs()];
      double squares = 0;
      for (int i = 0; i < layer.inputs(); i++) {
        double[] unit = new double[layer.inputs()];
        unit[i] = 1;
        double[] column = layer.apply(unit, false);
        for (int j = 0; j < column.length; j++) {
          matrix[j * layer.inputs() + i] = column[j];
          squares += column[j] * column[j];
        }
      }
      double[] singular = SingularValues.of(matrix, 0, layer.outputs(), layer.inputs());
      assertThat(Math.abs(layer.spectralNorm() - singular[0]))
          .isLessThanOrEqualTo(1e-6 * singular[0]);
      assertThat(Math.abs(layer.frobenius() - Math.sqrt(squares)))
          .isLessThanOrEqualTo(1e-12 * layer.frobenius());
    }
  }

  @Test
  void path_norms_are_sums_over_paths() {
    List<InputBlock> inputs = List.of(new InputBlock("a", 0, 1, 0), new InputBlock("b", 1, 1, 0));
    var dense = Architectures.builtIn().get("dense");
    Settings settings =
        Settings.of(dense.keys()).withAll(Map.of("width", 2, "depth", 1, "bias", false));
    Network network = dense.build(new ArchitectureRequest(inputs, 2, null, null, settings));
    double[] w = {1, -2, 3, 4, 1, -1, 2, 0}; // hidden rows (1, -2), (3, 4); outputs (1, -1), (2, 0)
    LayeredNetwork layered = LayeredNetwork.of(network.plan(), w);

    assertThat(layered.pathNorms()).containsExactly(3 + 7, 6);
    assertThat(layered.rho())
        .isCloseTo(Math.sqrt(30) * Math.sqrt(6), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void a_bound_names_its_largest_factor_and_its_logarithm() {
    GeneralizationBounds bounds = bounds(layered(8, 4), 64, 50);
    for (Bound bound : bounds.all()) {
      assertThat(bound.value()).isGreaterThan(0.1);
      assertThat(bound.vacuous()).isEqualTo(bound.value() >= 1);
      assertThat(bound.dominant().value()).isGreaterThanOrEqualTo(bound.factors().get(1).value());
    }
    assertThat(new Bound("x", 8, List.of(new Bound.Factor("f", 1))).log2())
        .isCloseTo(3, org.assertj.core.data.Offset.offset(1e-15));
    assertThat(bounds.all().stream().map(Bound::name))
        .containsExactly("sparse", "parameter counting", "Golowich", "spectral", "path norm");
  }

  /** Trap: the bounds are those of the data as it is fed in. */
  @Test
  void twice_the_pixels_double_the_data_term() {
    LayeredNetwork network = layered(8, 4);
    double[] data = new double[64];
    java.util.Arrays.fill(data, 0.5);
    SampleNorms once = SampleNorms.of(network, data, 64, new int[] {0});
    java.util.Arrays.fill(data, 1);
    SampleNorms twice = SampleNorms.of(network, data, 64, new int[] {0});

    assertThat(twice.energy()).isEqualTo(4 * once.energy());
    assertThat(network.chains(twice.energies(), false))
        .isEqualTo(4 * network.chains(once.energies(), false));
  }

  @Test
  void graphs_that_are_not_layered_and_biases_are_refused() {
    Network biased = conv(4, 2, true);
    assertThatThrownBy(
            () -> LayeredNetwork.of(biased.plan(), biased.initial(Initialisers.suited(), 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith(
            "has biases; the bounds hold for layered networks of rectifiers without biases alone");
    var graph =
        io.fanin.graph.SparseGraph.withInputs("a", "b")
            .node("p", "a", "b")
            .node("q", "p", "a")
            .build();
    var matched = Architectures.builtIn().get("matched");
    Network skipping =
        matched.build(
            new ArchitectureRequest(
                List.of(new InputBlock("a", 0, 1, 0), new InputBlock("b", 1, 1, 0)),
                1,
                graph,
                null,
                Settings.of(matched.keys()).withAll(Map.of("bias", false, "width", 2))));
    assertThatThrownBy(
            () -> LayeredNetwork.of(skipping.plan(), skipping.initial(Initialisers.suited(), 1)))
        .hasMessageMatching(
            "level '.*' reads block 0 of a level that is not the one before; the bounds hold for"
                + " layered networks of rectifiers without biases alone");
  }

  @Test
  void singular_values_are_exact_where_they_are_known() {
    double[] rotated = {3 * 0.6, -0.8 * 2, 0, 3 * 0.8, 0.6 * 2, 0}; // rotation * diag(3, 2, 0)
    assertThat(SingularValues.of(rotated, 0, 2, 3)[0])
        .isCloseTo(3, org.assertj.core.data.Offset.offset(1e-14));
    assertThat(SingularValues.of(rotated, 0, 2, 3)[1])
        .isCloseTo(2, org.assertj.core.data.Offset.offset(1e-14));
    double[] one = {9, 1, 2, 2, 4}; // offset 1: rank one
    double[] values = SingularValues.of(one, 1, 2, 2);
    assertThat(values[0]).isCloseTo(5, org.assertj.core.data.Offset.offset(1e-14));
    assertThat(SingularValues.rank(values, 0.01)).isEqualTo(1);
    assertThat(SingularValues.rank(new double[] {1, 0.5, 0.009}, 0.01)).isEqualTo(2);
    assertThat(SingularValues.rank(new double[] {0, 0}, 0.01)).isZero();
    assertThatThrownBy(() -> SingularValues.of(new double[] {Double.NaN}, 0, 1, 1))
        .hasMessage("the matrix must be finite, held NaN");
  }
}
