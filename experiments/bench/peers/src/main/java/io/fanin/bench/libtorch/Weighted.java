package io.fanin.bench.libtorch;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A layer of one weight and one bias. */
record Weighted(Tensor weight, Tensor bias, UnaryOperator<Tensor> operation)
    implements Formulation.Layer {
  /** Parameters that own their memory and want a gradient. */
  static Tensor parameter(Tensor values) {
    return values.contiguous().clone().set_requires_grad(true);
  }

  @Override
  public List<Tensor> parameters() {
    return List.of(weight, bias);
  }

  @Override
  public Tensor forward(Tensor x) {
    return operation.apply(x);
  }
}
