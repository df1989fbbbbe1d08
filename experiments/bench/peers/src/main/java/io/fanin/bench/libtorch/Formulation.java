package io.fanin.bench.libtorch;

import io.fanin.testkit.TrainingShape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A way to write a network of small blocks in libtorch: a layout and an operation for a level. */
interface Formulation {
  /** Whether it can express a shape, within reasonable memory. */
  boolean takes(TrainingShape shape);

  /**
   * Brings the inputs into its layout, once.
   *
   * @param blocks {@code [blocks, batch, width]}, each replica with its own
   */
  Tensor inputs(Tensor blocks);

  /**
   * Brings the targets into the layout of its last level.
   *
   * @param blocks {@code [replicas, batch, width]}
   */
  Tensor targets(Tensor blocks);

  /** Prepares a level. */
  Layer layer(LevelWeights weights);

  /** A level before its activation. */
  interface Layer {
    /** What is trained. */
    List<Tensor> parameters();

    /** The pre-activations. */
    Tensor forward(Tensor x);
  }
}
