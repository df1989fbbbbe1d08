package io.fanin.testkit;

import io.fanin.kernel.DType;
import io.fanin.kernel.HostParameters;
import io.fanin.kernel.Plan;
import io.fanin.optim.Optimizer;

/** An update as the SPI defines it, on the heap. */
final class RuleOnHost {
  private final HostParameters store;
  private final int length;

  RuleOnHost(Plan plan, DType dtype, double[] parameters, double[] gradient) {
    store = new HostParameters(plan, dtype);
    store.writeParameters(parameters);
    store.writeGradient(gradient);
    length = plan.parameters();
  }

  double[] apply(Optimizer rule, double[] rates) {
    store.apply(rule, rates);
    double[] parameters = new double[length];
    store.readParameters(parameters);
    return parameters;
  }
}
