package io.fanin.testkit;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import java.util.ArrayList;
import java.util.List;

/** A program with the buffers of its batches; closing it closes them all, but not the device. */
public final class ProgramFixture implements AutoCloseable {
  private final Device device;
  private final Program program;
  private final List<Buffer> buffers = new ArrayList<>();

  /** Compiles a plan. */
  public ProgramFixture(Device device, Plan plan, CompileOptions options) {
    this.device = device;
    this.program = device.compile(plan, options);
  }

  /** What a call left. */
  public record Result(double[] losses, double[] gradient, double[][] blocks) {}

  /** The program. */
  public Program program() {
    return program;
  }

  /** Brings data and targets to the device; the parameters stay out. */
  public Batch batch(BatchData data) {
    Plan plan = program.plan();
    Buffer inputs = table(data.inputs(), data.tableRows(), plan.inputColumns());
    Buffer targets = table(data.targets(), data.tableRows(), plan.targetColumns());
    return new Batch(inputs, targets, data.rows(), data.count());
  }

  private Buffer table(double[] values, int rows, int columns) {
    Buffer buffer = device.allocate(program.options().dtype(), rows, columns);
    buffers.add(buffer);
    buffer.write(values, 0, rows);
    return buffer;
  }

  /** Writes the parameters, runs forward and reads every block, {@code [count, width]}. */
  public double[][] forward(BatchData data) {
    program.writeParameters(data.parameters());
    program.forward(batch(data));
    return blocks(data.count());
  }

  /** Writes the parameters, takes losses and gradient, and reads everything. */
  public Result gradient(BatchData data) {
    program.writeParameters(data.parameters());
    double[] losses = new double[program.plan().losses().size()];
    program.lossAndGradient(batch(data), losses, false);
    return new Result(losses, gradient(), blocks(data.count()));
  }

  /** Every block of the last call. */
  public double[][] blocks(int count) {
    double[][] blocks = new double[program.plan().blocks()][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new double[count * program.plan().width(b)];
      program.read(b, blocks[b]);
    }
    return blocks;
  }

  /** The gradient held. */
  public double[] gradient() {
    double[] gradient = new double[program.plan().parameters()];
    program.readGradient(gradient);
    return gradient;
  }

  /** The parameters. */
  public double[] parameters() {
    double[] parameters = new double[program.plan().parameters()];
    program.readParameters(parameters);
    return parameters;
  }

  @Override
  public void close() {
    buffers.forEach(Buffer::close);
    program.close();
  }
}
