package io.fanin.optim;

import io.fanin.settings.ExactText;
import org.jspecify.annotations.Nullable;

/**
 * A rule with weight decay.
 *
 * <ul>
 *   <li>Coupled: {@code g += lambda w}, then the rule. It minimises {@code loss + lambda/2 |w|^2}.
 *   <li>Decoupled: {@code w -= rate lambda w}, then the rule; I. Loshchilov and F. Hutter,
 *       "Decoupled Weight Decay Regularization", ICLR 2019, in PyTorch's form.
 * </ul>
 *
 * <p>With plain gradient descent both are {@code w = (1 - rate lambda) w - rate g}. A source that
 * penalises {@code c |w|^2} and so multiplies by {@code 1 - 2 rate c} means {@code lambda = 2 c}.
 * Clipping looks at the gradient without the decay.
 *
 * @param inner the rule
 * @param lambda at least 0
 * @param decoupled which of the two
 * @param biases whether biases decay too, as they do in PyTorch unless one keeps them apart
 */
public record Decayed(Optimizer inner, double lambda, boolean decoupled, boolean biases)
    implements Optimizer {
  /** Checks the ranges. */
  public Decayed {
    Arguments.notNegative("lambda", lambda);
  }

  @Override
  public String id() {
    return "%s+decay(lambda=%s,decoupled=%s,biases=%s)"
        .formatted(inner.id(), ExactText.of(lambda), decoupled, biases);
  }

  @Override
  public int slots() {
    return inner.slots();
  }

  @Override
  public double clipNorm() {
    return inner.clipNorm();
  }

  @Override
  public @Nullable NormBall projection() {
    return inner.projection();
  }

  private boolean decays(Step step) {
    return lambda > 0 && (biases || step.role() != Role.BIAS);
  }

  @Override
  public void update(Step step, float[] w, float[] g, float[][] state, int from, int to) {
    if (decays(step) && decoupled) {
      float keep = (float) (1 - step.rate() * lambda);
      for (int i = from; i < to; i++) {
        w[i] *= keep;
      }
    } else if (decays(step)) {
      float pull = (float) lambda;
      for (int i = from; i < to; i++) {
        g[i] += pull * w[i];
      }
    }
    inner.update(step, w, g, state, from, to);
  }

  @Override
  public void update(Step step, double[] w, double[] g, double[][] state, int from, int to) {
    if (decays(step) && decoupled) {
      double keep = 1 - step.rate() * lambda;
      for (int i = from; i < to; i++) {
        w[i] *= keep;
      }
    } else if (decays(step)) {
      for (int i = from; i < to; i++) {
        g[i] += lambda * w[i];
      }
    }
    inner.update(step, w, g, state, from, to);
  }
}
