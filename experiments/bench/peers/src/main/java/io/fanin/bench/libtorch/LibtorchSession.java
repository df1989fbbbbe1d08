package io.fanin.bench.libtorch;

import io.fanin.bench.peer.PeerEngine;
import io.fanin.bench.peer.Terms;
import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Plan;
import io.fanin.testkit.BatchData;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.WindowLevel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** A shape in one formulation, with its data and optimizer; frees what a step makes at its end. */
final class LibtorchSession implements PeerEngine.Session {
  private final TrainingShape shape;
  private final PointerScope owned = new PointerScope();
  private final List<Formulation.Layer> layers = new ArrayList<>();
  private final Tensor inputs;
  private final Tensor targets;
  private final Adam adam;

  LibtorchSession(TrainingShape shape, Formulation formulation) {
    this.shape = shape;
    Plan plan = shape.plan();
    BatchData data = BatchData.seeded(plan, shape.batch(), Terms.SEED);
    inputs = formulation.inputs(blocks(data, data.inputs(), shape.inputs(), shape.inputWidth()));
    targets = formulation.targets(blocks(data, data.targets(), 1, plan.targetColumns()));
    TensorVector parameters = new TensorVector();
    for (int i = 0; i < shape.levels().size(); i++) {
      Formulation.Layer layer = formulation.layer(weights(plan, data.parameters(), i));
      layer.parameters().forEach(parameters::push_back);
      layers.add(layer);
    }
    adam = new Adam(parameters, new AdamOptions(Terms.RATE));
    owned.extend();
    owned.close(); // off the stack; what it holds lives until it is closed again
  }

  /** The batch's rows of a table as {@code [replicas * blocks, batch, width]}. */
  private Tensor blocks(BatchData data, double[] table, int count, int width) {
    int columns = count * width;
    float[] rows = new float[shape.batch() * columns];
    for (int row = 0; row < shape.batch(); row++) {
      for (int c = 0; c < columns; c++) {
        rows[row * columns + c] = (float) table[data.rows()[row] * columns + c];
      }
    }
    Tensor blocks = tensor(rows, shape.batch(), count, width).permute(1, 0, 2);
    return blocks
        .unsqueeze(0)
        .expand(shape.replicas(), count, shape.batch(), width)
        .reshape((long) shape.replicas() * count, shape.batch(), width);
  }

  private LevelWeights weights(Plan plan, double[] parameters, int index) {
    AffineSpec spec = (AffineSpec) plan.specs().get(index);
    WindowLevel level = shape.levels().get(index);
    int reads = spec.readWidth();
    int width = spec.outWidth();
    float[] weight = new float[spec.shares() * width * reads];
    float[] bias = new float[spec.shares() * width];
    for (int set = 0; set < spec.shares(); set++) {
      int at = plan.parameterOffset(index) + set * spec.parametersPerShare();
      copy(parameters, at, weight, set * width * reads, width * reads);
      copy(parameters, at + width * reads, bias, set * width, width);
    }
    return new LevelWeights(
        level,
        spec.nodes(),
        shape.blocksBelow(index),
        shape.readWidth(index),
        tensor(weight, spec.shares(), width, reads),
        tensor(bias, spec.shares(), width));
  }

  private static void copy(double[] from, int at, float[] to, int start, int count) {
    for (int i = 0; i < count; i++) {
      to[start + i] = (float) from[at + i];
    }
  }

  /** A tensor that owns its memory. */
  private static Tensor tensor(float[] values, long... sizes) {
    try (FloatPointer pointer = new FloatPointer(values)) {
      return torch.from_blob(pointer, sizes).clone();
    }
  }

  @Override
  @SuppressWarnings("try") // the scope frees what is made inside
  public double stepWithLoss() {
    try (PointerScope scope = new PointerScope()) {
      return step().item_float();
    }
  }

  @Override
  @SuppressWarnings("try")
  public void steps(int count) {
    for (int i = 0; i < count; i++) {
      try (PointerScope scope = new PointerScope()) {
        step();
      }
    }
  }

  /** The loss before the step, summed over the replicas. */
  private Tensor step() {
    adam.zero_grad();
    Tensor x = inputs;
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(x);
      if (shape.levels().get(i).activation() == Activation.RELU) {
        x = torch.relu(x);
      }
    }
    Tensor loss = torch.mse_loss(x, targets);
    if (shape.replicas() > 1) {
      loss = loss.mul(new Scalar((double) shape.replicas()));
    }
    loss.backward();
    adam.step();
    return loss;
  }

  @Override
  public void close() {
    owned.close();
  }
}
