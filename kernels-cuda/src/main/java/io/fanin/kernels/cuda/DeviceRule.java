package io.fanin.kernels.cuda;

import io.fanin.optim.Adam;
import io.fanin.optim.Decayed;
import io.fanin.optim.Optimizer;
import io.fanin.optim.RmsProp;
import io.fanin.optim.Sgd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An update rule as the update kernel knows it: which of its cases, and the coefficients.
 *
 * <p>Coefficients are worked out here in double, as the rules do, and rounded by the kernel.
 */
final class DeviceRule {
  /** Coefficients of a group, as in the kernels. */
  static final int COEFFICIENTS = 12;

  /** Stands where no rule is applied. */
  static final DeviceRule NONE = new DeviceRule(new Sgd(0, false), null, Case.SGD);

  /** Where the coefficients of the rule itself begin; its rate is the first. */
  static final int FIRST_OWN = 3;

  /** The kernel's cases, each with the number that the kernel knows it by. */
  private enum Case {
    SGD(0),
    MOMENTUM(1),
    NESTEROV(2),
    ADAM(3),
    RMSPROP(4),
    RMSPROP_MOMENTUM(5);

    private final int code;

    Case(int code) {
      this.code = code;
    }
  }

  private final Optimizer base;
  private final @Nullable Decayed decay;
  private final Case kernelCase;

  private DeviceRule(Optimizer base, @Nullable Decayed decay, Case kernelCase) {
    this.base = base;
    this.decay = decay;
    this.kernelCase = kernelCase;
  }

  /** The rule, unless it looks at more than one element or is not one of those built in. */
  static Optional<DeviceRule> of(Optimizer rule) {
    if (!rule.elementwise()) {
      return Optional.empty();
    }
    @Nullable Decayed decay = rule instanceof Decayed decayed ? decayed : null;
    Optimizer base = decay == null ? rule : decay.inner();
    return kernelCase(base).map(known -> new DeviceRule(base, decay, known));
  }

  private static Optional<Case> kernelCase(Optimizer base) {
    if (base instanceof Sgd sgd) {
      Case moving = sgd.nesterov() ? Case.NESTEROV : Case.MOMENTUM;
      return Optional.of(sgd.momentum() == 0 ? Case.SGD : moving);
    }
    if (base instanceof RmsProp rms) {
      return Optional.of(rms.momentum() == 0 ? Case.RMSPROP : Case.RMSPROP_MOMENTUM);
    }
    return base instanceof Adam ? Optional.of(Case.ADAM) : Optional.empty();
  }

  /** The kernel's case. */
  int code() {
    return kernelCase.code;
  }

  /**
   * Writes a group's coefficients.
   *
   * @param rate of this step and group; 0 leaves the group alone
   * @param number updates of the replica, this one included
   * @param out cleared before; written from {@code at} on
   */
  void write(double rate, long number, boolean bias, double[] out, int at) {
    if (rate == 0) {
      return;
    }
    out[at] = 1;
    writeDecay(rate, bias, out, at);
    int own = at + FIRST_OWN;
    out[own] = rate;
    if (base instanceof Sgd sgd) {
      out[own + 1] = sgd.momentum();
    } else if (base instanceof Adam adam) {
      write(adam, rate, number, out, own);
    } else if (base instanceof RmsProp rms) {
      out[own + 1] = rms.decay();
      out[own + 2] = 1 - rms.decay();
      out[own + 3] = rms.epsilon();
      out[own + 4] = rms.momentum();
    }
  }

  private void writeDecay(double rate, boolean bias, double[] out, int at) {
    if (decay == null || !(decay.lambda() > 0) || bias && !decay.biases()) {
      return;
    }
    out[at + 1] = decay.decoupled() ? 2 : 1;
    out[at + 2] = decay.decoupled() ? 1 - rate * decay.lambda() : decay.lambda();
  }

  private static void write(Adam adam, double rate, long number, double[] out, int own) {
    out[own] = rate / correction(adam.beta1(), number);
    out[own + 1] = adam.beta1();
    out[own + 2] = 1 - adam.beta1();
    out[own + 3] = adam.beta2();
    out[own + 4] = 1 - adam.beta2();
    out[own + 5] = 1 / Math.sqrt(correction(adam.beta2(), number));
    out[own + 6] = adam.epsilon();
  }

  /** {@code 1 - beta^number} by repeated squaring, with the bits of {@link Adam}. */
  private static double correction(double beta, long number) {
    double power = 1;
    double square = beta;
    for (long rest = number; rest > 0 && power > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return 1 - power;
  }
}
