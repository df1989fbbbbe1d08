package io.fanin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernel.Activation;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.DType;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.optim.Optimizers;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a number's bits may not depend on: threads, neighbours, earlier calls, dead lanes. */
abstract class BitConformance extends BoundConformance {
  private static final int[] NODES = {1, 64, 4096};

  @ParameterizedTest
  @MethodSource("cases")
  final void a_second_run_has_the_same_bits(PlanCase wiring, DType dtype) {
    BatchData data = BatchData.seeded(wiring.plan(), ROWS, SEED);
    ProgramFixture fixture = compile(wiring.plan(), dtype, ROWS);
    ProgramFixture.Result first = fixture.gradient(data);
    Check.bits("second run", fixture.gradient(data), first);
    Check.bits("fresh program", compile(wiring.plan(), dtype, ROWS).gradient(data), first);
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void every_number_of_threads_gives_the_same_bits(PlanCase wiring, DType dtype) {
    BatchData data = BatchData.seeded(wiring.plan(), ROWS, SEED);
    ProgramFixture.Result one = compile(wiring.plan(), dtype, ROWS, 1).gradient(data);
    for (int threads = 2; threads <= 3; threads++) {
      ProgramFixture.Result more = compile(wiring.plan(), dtype, ROWS, threads).gradient(data);
      Check.bits(threads + " threads", more, one);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void the_same_node_gives_the_same_bits_among_1_64_and_4096_nodes(DType dtype) {
    Probe alone = probe(dtype, 1, 0, false);
    for (int nodes : NODES) {
      for (int position : new int[] {0, nodes / 2, nodes - 1}) {
        String what = "node " + position + " of " + nodes;
        probe(dtype, nodes, position, false).check(what, alone);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  final void a_replica_gives_the_same_bits_wherever_it_stands_in_an_ensemble(DType dtype) {
    Probe alone = probe(dtype, 1, 0, true);
    for (int replicas : new int[] {2, 33}) {
      for (int position : new int[] {0, replicas - 1}) {
        String what = "replica " + position + " of " + replicas;
        probe(dtype, replicas, position, true).check(what, alone);
      }
    }
  }

  private record Probe(double[] hidden, double[] head, double[] gradient, double[] stepped) {
    void check(String what, Probe alone) {
      Check.bits(what + ", hidden", hidden, alone.hidden);
      Check.bits(what + ", head", head, alone.head);
      Check.bits(what + ", gradient", gradient, alone.gradient);
      Check.bits(what + ", after two steps", stepped, alone.stepped);
    }
  }

  /** A node of width 5 under a node of width 1, at one position among strangers of equal shape. */
  private Probe probe(DType dtype, int nodes, int position, boolean replicas) {
    Plan plan = forest(nodes, replicas);
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    copyTree(plan, nodes, position, data.parameters());
    for (int row = 0; row < data.tableRows(); row++) {
      data.targets()[row * nodes + position] = row % 7 - 3;
    }
    try (ProgramFixture fixture = compile(plan, dtype, ROWS, 2)) {
      ProgramFixture.Result result = fixture.gradient(data);
      double[] gradient = tree(plan, nodes, position, result.gradient());
      double[] rates = new double[plan.replicas()];
      Arrays.fill(rates, 0.125);
      for (int step = 0; step < 2; step++) {
        fixture.program().step(fixture.batch(data), Optimizers.adam(), rates, new double[nodes]);
      }
      int inputs = plan.inputs().size();
      return new Probe(
          result.blocks()[inputs + position],
          result.blocks()[inputs + nodes + position],
          gradient,
          tree(plan, nodes, position, fixture.parameters()));
    }
  }

  private static Plan forest(int nodes, boolean replicas) {
    Sketch sketch = new Sketch();
    int[] x = sketch.inputs(3, 3);
    int[] own = IntStream.range(0, nodes).toArray();
    int[] replica = replicas ? own : new int[nodes];
    int[][] reads = new int[nodes][];
    Arrays.fill(reads, x);
    int[] hidden = sketch.affine(Activation.TANH, 5, own, replica, false, reads);
    for (int v = 0; v < nodes; v++) {
      reads[v] = new int[] {hidden[v]};
    }
    int[] heads = sketch.affine(Activation.IDENTITY, 1, own, replica, false, reads);
    for (int v = 0; v < nodes; v++) {
      sketch.loss(Loss.MSE, 1, heads[v], replica[v]);
    }
    return sketch.build();
  }

  private static double[] tree(Plan plan, int nodes, int position, double[] parameters) {
    int hidden = plan.specs().get(0).parametersPerShare();
    int head = plan.specs().get(1).parametersPerShare();
    double[] own = Arrays.copyOfRange(parameters, position * hidden, (position + 1) * hidden);
    int at = nodes * hidden + position * head;
    double[] all = Arrays.copyOf(own, hidden + head);
    System.arraycopy(parameters, at, all, hidden, head);
    return all;
  }

  /** Gives the probed tree numbers that do not depend on where it stands. */
  private static void copyTree(Plan plan, int nodes, int position, double[] parameters) {
    int hidden = plan.specs().get(0).parametersPerShare();
    int head = plan.specs().get(1).parametersPerShare();
    for (int i = 0; i < hidden + head; i++) {
      int at = i < hidden ? position * hidden + i : nodes * hidden + position * head + i - hidden;
      parameters[at] = (float) StrictMath.sin(1 + 3.7 * i);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void dead_lanes_never_influence_the_live_rows(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    BatchData few = BatchData.seeded(plan, 7, SEED);
    ProgramFixture fixture = compile(plan, dtype, 256);
    ProgramFixture.Result clean = fixture.gradient(few);
    BatchData poison = BatchData.seeded(plan, 256, SEED + 1);
    Arrays.fill(poison.inputs(), Double.NaN);
    fixture.gradient(poison);
    Check.bits("after 256 rows of NaN", fixture.gradient(few), clean);
    double[] cotangent = wholeNumbers(7 * plan.width(plan.blocks() - 1));
    double[] out = new double[plan.streams() * 7 * plan.inputColumns()];
    fixture.program().inputGradient(fixture.batch(few), plan.blocks() - 1, cotangent, out);
    for (double value : out) {
      assertThat(value).as("input gradient of a live row").isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void a_row_does_not_depend_on_the_other_rows(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    BatchData data = BatchData.seeded(plan, ROWS, SEED);
    ProgramFixture fixture = compile(plan, dtype, ROWS);
    double[][] before = fixture.forward(data);
    int kept = 41;
    for (int i = 0; i < data.rows().length; i++) {
      data.rows()[i] = i % ROWS == kept ? data.rows()[i] : 0;
    }
    double[][] after = fixture.forward(data);
    for (int b = 0; b < plan.blocks(); b++) {
      int width = plan.width(b);
      Check.bits(
          "row " + kept + " of block " + b,
          Arrays.copyOfRange(after[b], kept * width, (kept + 1) * width),
          Arrays.copyOfRange(before[b], kept * width, (kept + 1) * width));
    }
  }

  /** The proof of sparsity: a dense shortcut would spread the NaN through weights of zero. */
  @ParameterizedTest
  @MethodSource("cases")
  final void nan_in_one_parent_reaches_its_children_and_nobody_else(PlanCase wiring, DType dtype) {
    Plan plan = wiring.plan();
    for (int poisoned = 0; poisoned < plan.inputs().size(); poisoned++) {
      BatchData data = BatchData.seeded(plan, ROWS, SEED);
      int column = plan.inputs().get(poisoned).column();
      for (int row = 0; row < data.tableRows(); row++) {
        data.inputs()[row * plan.inputColumns() + column] = Double.NaN;
      }
      ProgramFixture fixture = compile(plan, dtype, ROWS);
      boolean[] reached = reach(plan, column);
      double[][] blocks = fixture.forward(data);
      for (int b = 0; b < blocks.length; b++) {
        boolean nan = Arrays.stream(blocks[b]).anyMatch(Double::isNaN);
        assertThat(nan)
            .as("NaN in block %d of '%s' after one in column %d", b, wiring, column)
            .isEqualTo(reached[b]);
      }
    }
  }

  /** Blocks with a path from a column of the data. */
  private static boolean[] reach(Plan plan, int column) {
    boolean[] reached = new boolean[plan.blocks()];
    for (int b = 0; b < plan.inputs().size(); b++) {
      int first = plan.inputs().get(b).column();
      reached[b] = column >= first && column < first + plan.width(b);
    }
    for (BlockSpec spec : plan.specs()) {
      for (int node = 0; node < spec.nodes(); node++) {
        for (int slot = 0; slot < spec.fanIn(); slot++) {
          int read = spec.read(node, slot);
          reached[spec.firstBlock() + node] |= read != BlockSpec.ZERO && reached[read];
        }
      }
    }
    return reached;
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void forward_overwrites_whatever_the_blocks_held(PlanCase wiring, DType dtype) {
    BatchData data = BatchData.seeded(wiring.plan(), ROWS, SEED);
    ProgramFixture fixture = compile(wiring.plan(), dtype, ROWS);
    double[][] clean = fixture.forward(data);
    BatchData poison = BatchData.seeded(wiring.plan(), ROWS, SEED);
    Arrays.fill(poison.inputs(), Double.NaN);
    Arrays.fill(poison.parameters(), Double.NaN);
    fixture.gradient(poison);
    Check.bits("after NaN", fixture.forward(data), clean);
  }

  @ParameterizedTest
  @MethodSource("cases")
  final void forward_and_gradient_compute_the_same_blocks(PlanCase wiring, DType dtype) {
    BatchData data = BatchData.seeded(wiring.plan(), ROWS, SEED);
    ProgramFixture fixture = compile(wiring.plan(), dtype, ROWS);
    double[][] blocks = fixture.forward(data);
    Check.bits("blocks of the gradient", fixture.gradient(data).blocks(), blocks);
    Program program = fixture.program();
    double[] rates = new double[program.plan().replicas()];
    double[] losses = new double[program.plan().losses().size()];
    program.step(fixture.batch(data), Optimizers.sgd(), rates, losses);
    Check.bits("blocks of the step", fixture.blocks(ROWS), blocks);
  }
}
