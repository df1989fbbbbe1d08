package io.fanin.experiments.claim.spline;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Plan;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import io.fanin.random.RandomStream;
import io.fanin.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The networks of a target, and where spline networks start. */
final class SplineNetworks {
  /** Ends of the splines' range, that of the inputs. */
  static final double LOW = -1;

  static final double HIGH = 1;

  private static final double NOISE = 0.3; // of a spline's coefficient at the start, silu's being 1

  private final SplineTarget target;
  private final SettingValues values;

  SplineNetworks(SplineTarget target, SettingValues values) {
    this.target = target;
    this.values = values;
  }

  /** Splines on the edges of a graph, sums at its nodes. */
  Network splines(int intervals) {
    boolean matched = values.text(SplineRate.WIRING).equals("matched");
    SparseGraph graph = matched ? target.function().graph() : target.layers();
    ArchitectureProvider provider = Architectures.builtIn().get("spline");
    Map<String, Object> own =
        Map.of(
            "depth",
            0,
            "degree",
            values.integer(SplineRate.DEGREE),
            "intervals",
            intervals,
            "low",
            LOW,
            "high",
            HIGH);
    return provider.build(
        new ArchitectureRequest(
            inputs(), 1, graph, null, Settings.of(provider.keys()).withAll(own)));
  }

  /** The dense network that is nearest to a spline network in parameters. */
  Network dense(Network like) {
    ArchitectureProvider provider = Architectures.builtIn().get("dense");
    Settings settings =
        Settings.of(provider.keys()).withAll(Map.of("depth", 2, "activation", "tanh"));
    ArchitectureRequest request = new ArchitectureRequest(inputs(), 1, null, null, settings);
    Sizing size =
        Sizing.nearest(provider, request, "width", Sizing.PARAMETERS, like.trainableParameters());
    return provider.build(request.with(size.settings()));
  }

  private List<InputBlock> inputs() {
    List<InputBlock> inputs = new ArrayList<>();
    for (int i = 0; i < target.inputs(); i++) {
      inputs.add(new InputBlock("x" + (i + 1), i, 1, 0));
    }
    return inputs;
  }

  /** Blocks of the hidden sums, in the graph's order: of all nodes but the last. */
  int[] hidden(Network network) {
    int[] blocks = new int[network.vertices() - target.inputs() - 1];
    Arrays.setAll(blocks, node -> network.block(target.inputs() + node));
    return blocks;
  }

  /**
   * First parameters: each edge is nearly a multiple of silu, normal with variance 1 / fan-in, with
   * smaller splines on it (Liu et al. 2024, section 2.2). Splines as large as silu would start as
   * rough functions, most of which end in a bad minimum.
   */
  static double[] start(Network network, RandomStream random) {
    Plan plan = network.plan();
    double[] parameters = new double[network.parameters()];
    for (int s = 0; s < plan.specs().size(); s++) {
      BlockSpec spec = plan.specs().get(s);
      for (int share = 0; spec instanceof AffineSpec && share < spec.shares(); share++) {
        int at = plan.parameterOffset(s) + share * spec.parametersPerShare();
        double deviation = 1 / Math.sqrt(spec.fanIn());
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          parameters[at++] = deviation * random.nextGaussian();
          for (int k = 1; k < spec.readWidth(slot); k++) {
            parameters[at++] = NOISE * deviation * random.nextGaussian();
          }
        }
      }
    }
    return parameters;
  }
}
