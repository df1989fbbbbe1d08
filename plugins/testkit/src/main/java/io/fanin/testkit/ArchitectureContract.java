package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernel.Slice;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.settings.Key;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every architecture must do; a provider's own test extends it and gives the provider and some
 * requests that it can build.
 */
public abstract class ArchitectureContract {
  private static final long SEED = 20261124;

  /** For subclasses. */
  protected ArchitectureContract() {}

  /** The provider. */
  protected abstract ArchitectureProvider provider();

  /** Requests that it can build; small ones, for every gradient is taken by differences. */
  protected abstract List<ArchitectureRequest> requests();

  @Test
  final void it_describes_itself() {
    assertThat(provider().id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(provider().description()).isNotBlank();
    List<String> names = provider().keys().stream().map(Key::name).toList();
    assertThat(new HashSet<>(names)).as("names of keys").hasSameSizeAs(names);
    assertThat(requests()).as("requests").isNotEmpty();
  }

  @Test
  final void a_network_fits_its_request() {
    for (ArchitectureRequest request : requests()) {
      Network network = provider().build(request);
      Plan plan = network.plan();
      assertThat(network.architecture()).isEqualTo(provider().id());
      assertThat(plan.inputs()).isEqualTo(request.inputs());
      assertThat(network.outputWidth(Network.OUTPUT)).isEqualTo(request.outputWidth());
      assertThat(plan.losses()).as("losses").isEmpty();
      assertThat(plan.replicas()).as("replicas").isEqualTo(1);
      assertThat(network.trainableParameters()).isBetween(1, network.parameters());
    }
  }

  @Test
  final void every_block_is_on_the_way_to_an_output() {
    for (ArchitectureRequest request : requests()) {
      Plan plan = provider().build(request).plan();
      boolean[] needed = new boolean[plan.blocks()];
      for (Output output : plan.outputs()) {
        needed[output.block()] = true;
      }
      for (int s = plan.specs().size() - 1; s >= 0; s--) {
        BlockSpec spec = plan.specs().get(s);
        for (int node = 0; node < spec.nodes(); node++) {
          assertThat(needed[spec.firstBlock() + node])
              .as("node %d of %s is read by somebody", node, spec)
              .isTrue();
          for (int slot = 0; slot < spec.fanIn(); slot++) {
            if (spec.read(node, slot) != BlockSpec.ZERO) {
              needed[spec.read(node, slot)] = true;
            }
          }
        }
      }
    }
  }

  @Test
  final void the_same_request_gives_the_same_network() {
    for (ArchitectureRequest request : requests()) {
      Network first = provider().build(request);
      Network second = provider().build(request);
      assertThat(second.settings()).isEqualTo(first.settings());
      assertThat(wiring(second.plan())).isEqualTo(wiring(first.plan()));
      Check.bits(
          "parameters",
          second.initial(Initialisers.suited(), SEED),
          first.initial(Initialisers.suited(), SEED));
    }
  }

  private static String wiring(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (BlockSpec spec : plan.specs()) {
      text.append(spec).append(spec.level());
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          text.append(' ').append(spec.read(node, slot));
        }
        text.append(spec.shares() > 0 ? "/" + spec.share(node) : "");
      }
    }
    return text.toString();
  }

  @Test
  final void its_first_parameters_are_finite_and_depend_on_the_seed() {
    for (ArchitectureRequest request : requests()) {
      Network network = provider().build(request);
      double[] parameters = network.initial(Initialisers.suited(), SEED);
      double[] others = network.initial(Initialisers.suited(), SEED + 1);
      assertThat(parameters).isNotEqualTo(others);
      for (Slice slice : network.plan().slices()) {
        for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
          assertThat(parameters[i]).as(slice.name()).isFinite();
        }
      }
    }
  }

  @Test
  final void its_gradients_agree_with_central_differences() {
    for (ArchitectureRequest request : requests()) {
      for (Loss loss : Loss.values()) {
        checkGradients(provider().build(request), loss);
      }
    }
  }

  /** The parameters are the network's own; the data stay clear of the kinks of its plan. */
  private static void checkGradients(Network network, Loss loss) {
    Plan plan = network.withLoss(loss);
    CompileOptions options = CompileOptions.doubles(CentralDifferences.ROWS);
    try (Device device = new ReferenceProvider().open();
        ProgramFixture fixture = new ProgramFixture(device, plan, options)) {
      CentralDifferences.check(fixture, Kinks.clear(plan, seed -> own(network, plan, seed)));
    }
  }

  private static BatchData own(Network network, Plan plan, long seed) {
    BatchData data = BatchData.seeded(plan, CentralDifferences.ROWS, seed);
    double[] parameters = network.initial(Initialisers.suited(), seed);
    for (Slice slice : plan.slices()) {
      boolean drawn = plan.specs().get(slice.spec()) instanceof AffineSpec && !slice.frozen();
      for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
        // biases start at zero, which is a kink where a unit is off; the seeded ones are not zero
        boolean zero = drawn && parameters[i] == 0;
        data.parameters()[i] = DType.DOUBLE.round(zero ? data.parameters()[i] : parameters[i]);
      }
    }
    return data;
  }
}
