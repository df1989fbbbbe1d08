package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;

/** The device of a provider under test, opened and closed around every test. */
abstract class ProviderConformance {
  static final int ROWS = PlanCase.ROWS;
  static final long SEED = 20261124;

  private final List<ProgramFixture> fixtures = new ArrayList<>();
  Device device;

  /** The provider; asked for once for every test. */
  protected abstract KernelProvider provider();

  /**
   * Whether the provider is allowed to refuse a spec; what it refuses is then reported as skipped,
   * with its reason.
   *
   * <p>As it stands, every provider must take block-local layers in single precision, and may
   * refuse other layers and double precision. A provider for special hardware overrides this to
   * declare what else it leaves to others; a subclass that allows nothing returns false.
   */
  protected boolean mayRefuse(BlockSpec spec, DType dtype) {
    return !(spec instanceof AffineSpec) || dtype != DType.FLOAT;
  }

  @BeforeEach
  final void open() {
    assertThat(provider().probe()).as("probe on a machine under test").isEqualTo(Support.yes());
    device = provider().open();
  }

  @AfterEach
  final void close_and_count() {
    fixtures.forEach(ProgramFixture::close);
    int left = device.openResources();
    device.close();
    assertThat(left).as("resources open at the end of the test").isZero();
  }

  /** A program that is closed after the test; the test is skipped where refusing is allowed. */
  final ProgramFixture compile(Plan plan, DType dtype, int maxBatch, int threads) {
    require(plan, dtype);
    ProgramFixture fixture =
        new ProgramFixture(device, plan, new CompileOptions(dtype, maxBatch, threads));
    fixtures.add(fixture);
    return fixture;
  }

  final ProgramFixture compile(Plan plan, DType dtype, int maxBatch) {
    return compile(plan, dtype, maxBatch, 1);
  }

  final void require(Plan plan, DType dtype) {
    for (BlockSpec spec : plan.specs()) {
      if (provider().supports(spec, dtype) instanceof Support.No no) {
        if (!mayRefuse(spec, dtype)) {
          fail("%s in %s must be supported, but: %s", spec, dtype, no.reason());
        }
        Assumptions.abort(provider().id() + " refuses '" + spec.name() + "': " + no.reason());
      }
    }
  }

  static Stream<Arguments> cases() {
    return pairs(PlanCase.all());
  }

  static Stream<Arguments> shapes() {
    return pairs(Shapes.all());
  }

  static Stream<Arguments> pairs(List<?> items) {
    return items.stream()
        .flatMap(item -> Stream.of(DType.values()).map(dtype -> Arguments.of(item, dtype)));
  }
}
