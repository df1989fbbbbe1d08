package io.fanin.readme;

import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.train.FreshSource;
import io.fanin.train.Metrics;
import io.fanin.train.Sampler;
import io.fanin.train.TargetRows;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingOptions;
import java.util.List;

/** The README's example; {@link ReadmeTest} compares the two. */
final class Example {
  private Example() {}

  // README: begin
  static double errorOf(String architecture) {
    SparseFunction target =
        FunctionText.read(
            "example",
            "in a, b, c, d ~ uniform(-1, 1)\np = sin(a*b)\nq = c - d^2\nr = tanh(p + 2*q)");
    Network network = Architectures.builtIn().build(architecture, target);
    Plan plan = network.withLoss(Loss.MSE);
    try (Device device = Kernels.discover().choose(plan, DType.FLOAT).open();
        Program program = device.compile(plan, CompileOptions.floats(128));
        FreshSource samples = new FreshSource(device, program, Sampler.of(target, 1), 128);
        TargetRows test = TargetRows.sample(device, DType.FLOAT, target, 2000, 2)) {
      program.writeParameters(network.initial(Initialisers.suited(), 3));
      Schedule schedule = new Schedule.Cosine(0.01, 1000, 0);
      TrainingOptions options = TrainingOptions.of(1000, Optimizers.adam(), schedule);
      new Trainer(program, samples, options, List.of()).run();
      return Metrics.relativeError("error", test.set()).measure(program)[0];
    }
  }
  // README: end
}
