package io.fanin.testkit;

import io.fanin.kernel.Batch;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Gradients against {@code (f(x + h) - f(x - h)) / 2h} in double precision.
 *
 * <p>The difference errs by {@code h^2 |f'''| / 6} and by {@code eps |f| / h} of rounding. The
 * third derivative is not known, so the difference is taken at {@code h} and {@code 2h}: their
 * distance is three times the error of the first to leading order, and bounds it.
 */
final class CentralDifferences {
  static final int ROWS = 3;
  private static final double STEP = 0x1p-14;

  private CentralDifferences() {}

  /** Checks parameter and input gradients of a double program. */
  static void check(ProgramFixture fixture, BatchData data) {
    checkParameters(fixture, data);
    checkInputs(fixture, data);
  }

  private static void checkParameters(ProgramFixture fixture, BatchData data) {
    Program program = fixture.program();
    double[] gradient = fixture.gradient(data).gradient();
    Batch batch = fixture.batch(data);
    double[] losses = new double[program.plan().losses().size()];
    double[] parameters = data.parameters().clone();
    for (var slice : program.plan().slices()) {
      for (int i = slice.offset(); i < slice.offset() + slice.size() && !slice.frozen(); i++) {
        compare(
            slice.name(),
            parameters,
            i,
            gradient[i],
            () -> {
              program.writeParameters(parameters);
              program.lossAndGradient(batch, losses, false);
              return Arrays.stream(losses).sum();
            });
      }
    }
  }

  private static void checkInputs(ProgramFixture fixture, BatchData data) {
    Plan plan = fixture.program().plan();
    int block = plan.blocks() - 1;
    double[] cotangent = new double[ROWS * plan.width(block)];
    for (int i = 0; i < cotangent.length; i++) {
      cotangent[i] = 1 + i % 3;
    }
    int columns = plan.inputColumns();
    double[] out = new double[plan.streams() * ROWS * columns];
    fixture.program().writeParameters(data.parameters());
    fixture.program().inputGradient(fixture.batch(data), block, cotangent, out);
    double[] inputs = data.inputs();
    for (int i = 0; i < inputs.length; i++) {
      double expected = 0; // a table row may stand in the batch several times
      for (int r = 0; r < data.rows().length; r++) {
        expected += data.rows()[r] == i / columns ? out[r * columns + i % columns] : 0;
      }
      compare("input", inputs, i, expected, () -> weightedSum(fixture, data, block, cotangent));
    }
  }

  private static double weightedSum(
      ProgramFixture fixture, BatchData data, int block, double[] cotangent) {
    double sum = 0;
    double[] y = fixture.forward(data)[block];
    for (int i = 0; i < y.length; i++) {
      sum += cotangent[i] * y[i];
    }
    return sum;
  }

  /**
   * One partial derivative of {@code f}, which reads {@code values}; they are left as they were.
   */
  static void compare(String what, double[] values, int i, double gradient, DoubleSupplier f) {
    double at = values[i];
    double[] difference = new double[2];
    double size = 0;
    for (int twice = 0; twice < 2; twice++) {
      double h = STEP * (1 + twice);
      values[i] = at + h;
      double above = f.getAsDouble();
      values[i] = at - h;
      double below = f.getAsDouble();
      difference[twice] = (above - below) / (2 * h);
      size = Math.max(size, Math.abs(above) + Math.abs(below));
    }
    values[i] = at;
    double truncation = Math.abs(difference[0] - difference[1]);
    double rounding = 1000 * 0x1p-53 * (size + 1) / STEP;
    Check.within(what, i, gradient, difference[0], truncation + rounding);
  }
}
