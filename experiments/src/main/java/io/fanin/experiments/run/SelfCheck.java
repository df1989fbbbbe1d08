package io.fanin.experiments.run;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Kernels;
import io.fanin.kernel.Loss;
import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small network of whole numbers on every usable provider: forward values, loss and gradient must
 * equal the reference's exactly, for no sum leaves the whole numbers that a float holds.
 */
public final class SelfCheck {
  private static final int ROWS = 8; // a power of two, so that the mean is exact
  private static final String REFERENCE = "reference";

  private SelfCheck() {}

  /**
   * What was found about a provider.
   *
   * @param state usable and checked, or why not
   * @param sick whether it says that it is usable and yet computes something else
   * @param advice what would make it faster here; empty where nothing is known
   */
  public record Finding(
      String id,
      int rank,
      String origin,
      boolean usable,
      boolean sick,
      String state,
      String advice) {}

  /** Checks everything that was found here, best first. */
  public static List<Finding> of(Kernels kernels) {
    double[] expected = numbers(kernels.only(REFERENCE).usable().get(0));
    List<Finding> findings = new ArrayList<>();
    for (Kernels.Entry entry : kernels.entries()) {
      findings.add(
          entry.verdict() instanceof Support.No no
              ? finding(entry, false, "not usable: " + no.reason(), "")
              : checked(entry, kernels.only(entry.id()).usable().get(0), expected));
    }
    return findings;
  }

  private static Finding finding(Kernels.Entry entry, boolean sick, String state, String advice) {
    return new Finding(
        entry.id(), entry.rank(), entry.origin(), entry.verdict().accepted(), sick, state, advice);
  }

  private static Finding checked(Kernels.Entry entry, KernelProvider provider, double[] expected) {
    String kind = "%s, tables %s".formatted(provider.isaClass(), provider.tableVersion());
    if (entry.id().equals(REFERENCE)) {
      return finding(entry, false, "usable (" + kind + "); the others are checked against it", "");
    }
    try {
      return Arrays.equals(numbers(provider), expected)
          ? finding(
              entry,
              false,
              "usable (" + kind + "); self-check passed",
              provider.advice().orElse(""))
          : finding(entry, true, "self-check FAILED: other numbers than the reference's", "");
    } catch (RuntimeException | LinkageError e) {
      return finding(entry, true, "self-check FAILED: " + e.getMessage(), "");
    }
  }

  /** Loss, outputs and gradient of the network, one after another. */
  private static double[] numbers(KernelProvider provider) {
    Plan plan = plan();
    try (Device device = provider.open();
        Buffer inputs = device.allocate(DType.FLOAT, ROWS, plan.inputColumns());
        Buffer targets = device.allocate(DType.FLOAT, ROWS, plan.targetColumns());
        Program program = device.compile(plan, CompileOptions.floats(ROWS))) {
      inputs.write(whole(ROWS * plan.inputColumns(), 5), 0, ROWS);
      targets.write(whole(ROWS * plan.targetColumns(), 7), 0, ROWS);
      program.writeParameters(whole(plan.parameters(), 3));
      double[] losses = new double[1];
      double[] outputs = new double[ROWS];
      double[] gradient = new double[plan.parameters()];
      program.lossAndGradient(Batch.first(inputs, targets, ROWS), losses, false);
      program.read(plan.outputs().get(0).block(), outputs);
      program.readGradient(gradient);
      return joined(losses, outputs, gradient);
    }
  }

  /** Four inputs, two nodes of width 3 that read two each, and a root that reads both. */
  private static Plan plan() {
    Plan.Builder plan = Plan.builder();
    for (int i = 0; i < 4; i++) {
      plan.input(new InputBlock("x" + i, i, 1, 0));
    }
    int[] two = {1, 1};
    int first =
        plan.add(
            new AffineSpec(
                "pairs",
                1,
                4,
                two,
                3,
                Activation.RELU,
                true,
                new int[] {0, 1, 2, 3},
                new int[] {0, 1},
                new int[] {0, 0},
                false,
                1));
    int root =
        plan.add(
            new AffineSpec(
                "root",
                2,
                first + 2,
                new int[] {3, 3},
                1,
                Activation.IDENTITY,
                true,
                new int[] {first, first + 1},
                new int[] {0},
                new int[] {0},
                false,
                1));
    plan.output(new Output("y", root, 0));
    plan.loss(new LossTerm("y", Loss.MSE, root, 0, 1, 0, 0));
    return plan.build();
  }

  /** Small whole numbers of both signs in a fixed pattern. */
  private static double[] whole(int size, int step) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = i * step % 7 - 3;
    }
    return values;
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
