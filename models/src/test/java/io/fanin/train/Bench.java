package io.fanin.train;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.ImageShape;
import io.fanin.models.Network;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A plan on the reference provider with its tables. */
final class Bench implements AutoCloseable {
  static final int ROWS = 24;

  final Device device = new ReferenceProvider().open();
  final Program program;
  final Buffer inputs;
  final Buffer targets;
  final double[] targetValues;

  Bench(Plan plan, DType dtype, int maxBatch, double[] x, double[] t) {
    program = device.compile(plan, new CompileOptions(dtype, maxBatch, 1));
    inputs = device.allocate(dtype, x.length / plan.inputColumns(), plan.inputColumns());
    inputs.write(x, 0, inputs.rows());
    targets = device.allocate(dtype, inputs.rows(), t.length / inputs.rows());
    targets.write(t, 0, targets.rows());
    targetValues = t;
  }

  /** Two numbers a row. */
  static double[] inputs() {
    RandomStream stream = RandomStream.of(1, "inputs");
    return IntStream.range(0, 2 * ROWS).mapToDouble(i -> stream.uniform(-1, 1)).toArray();
  }

  /** Their product. */
  static double[] products() {
    double[] x = inputs();
    return IntStream.range(0, ROWS).mapToDouble(i -> x[2 * i] * x[2 * i + 1]).toArray();
  }

  static Bench products(Plan plan, DType dtype) {
    return new Bench(plan, dtype, 5, inputs(), products());
  }

  static Network network(String id, int inputs, int outputs, Map<String, ?> settings) {
    Architectures all = Architectures.builtIn();
    return all.build(
        id,
        new ArchitectureRequest(
            new ImageShape(1, inputs, 1).blocks(),
            outputs,
            null,
            null,
            all.settings(id).withAll(settings)));
  }

  static Network dense() {
    return network("dense", 2, 1, Map.of("width", 4, "depth", 1, "activation", "tanh"));
  }

  static int[] rows(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** Batches of 5 of all rows, in an order of its own for each stream. */
  FiniteSource source(long... seeds) {
    List<FiniteSource.Stream> streams = new ArrayList<>();
    for (long seed : seeds) {
      streams.add(new FiniteSource.Stream(rows(inputs.rows()), seed));
    }
    return new FiniteSource(inputs, targets, streams, 5);
  }

  EvaluationSet set() {
    return EvaluationSet.shared(
        inputs, targetValues, targets.columns(), program.plan().streams(), rows(inputs.rows()));
  }

  double[] parameters() {
    double[] out = new double[program.plan().parameters()];
    program.readParameters(out);
    return out;
  }

  @Override
  public void close() {
    inputs.close();
    targets.close();
    program.close();
    int open = device.openResources();
    device.close();
    if (open != 0) {
      throw new AssertionError(open + " resources are still open");
    }
  }
}
