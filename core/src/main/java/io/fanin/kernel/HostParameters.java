package io.fanin.kernel;

import io.fanin.optim.MatrixRange;
import io.fanin.optim.NormBall;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Role;
import io.fanin.optim.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Parameters, held gradient and optimizer state of a program, in the plan's order on the Java heap,
 * with the update that {@link Program#apply} defines.
 *
 * <p>Arrays of the dtype that is not the program's are empty. The order of an update, for each
 * replica with a rate above 0: clip its gradient to the rule's norm, count, update slice by slice
 * in the plan's order, project. Not thread-safe.
 */
public final class HostParameters {
  private final Plan plan;
  private final DType dtype;
  private final float[] floats;
  private final float[] floatGradient;
  private final double[] doubles;
  private final double[] doubleGradient;
  private final long[] numbers;
  private final List<List<Slice>> trained = new ArrayList<>();
  private final List<List<MatrixRange>> matrices = new ArrayList<>();
  private float[][] floatState = new float[0][];
  private double[][] doubleState = new double[0][];

  /**
   * Zeros.
   *
   * @throws KernelException.OutOfMemory if they do not fit
   */
  public HostParameters(Plan plan, DType dtype) {
    this.plan = plan;
    this.dtype = dtype;
    int single = dtype == DType.FLOAT ? plan.parameters() : 0;
    int twofold = dtype == DType.DOUBLE ? plan.parameters() : 0;
    floats = allocate("parameters", () -> new float[single]);
    floatGradient = allocate("gradients", () -> new float[single]);
    doubles = allocate("parameters", () -> new double[twofold]);
    doubleGradient = allocate("gradients", () -> new double[twofold]);
    numbers = new long[plan.replicas()];
    for (int replica = 0; replica < plan.replicas(); replica++) {
      trained.add(new ArrayList<>());
      matrices.add(new ArrayList<>());
    }
    for (Slice slice : plan.slices()) {
      if (!slice.frozen()) {
        register(slice);
      }
    }
  }

  /** Bytes of what a plan's parameters, gradient held and optimizer state will take. */
  public static double bytes(Plan plan, DType dtype, int slots) {
    return (2.0 + slots) * HostMemory.arrayBytes(plan.parameters(), dtype.bytes());
  }

  /** Bytes of the arrays that are held now. */
  public double bytes() {
    double sum = 0;
    for (float[] array : List.of(floats, floatGradient)) {
      sum += HostMemory.arrayBytes(array.length, Float.BYTES);
    }
    for (double[] array : List.of(doubles, doubleGradient)) {
      sum += HostMemory.arrayBytes(array.length, Double.BYTES);
    }
    for (float[] slot : floatState) {
      sum += HostMemory.arrayBytes(slot.length, Float.BYTES);
    }
    for (double[] slot : doubleState) {
      sum += HostMemory.arrayBytes(slot.length, Double.BYTES);
    }
    return sum;
  }

  private void register(Slice slice) {
    trained.get(slice.replica()).add(slice);
    if (slice.role() != Role.BIAS && slice.rateScale() > 0) {
      int level = plan.specs().get(slice.spec()).level();
      matrices
          .get(slice.replica())
          .add(new MatrixRange(level, slice.offset(), slice.rows(), slice.columns()));
    }
  }

  private <T> T allocate(String what, Supplier<T> allocation) {
    return HostMemory.allocate(
        what, HostMemory.saturatedBytes(plan.parameters(), dtype), allocation);
  }

  /** Parameters of a float program; the array itself. */
  public float[] floats() {
    return floats;
  }

  /** Parameters of a double program; the array itself. */
  public double[] doubles() {
    return doubles;
  }

  /** Gradient held by a float program; the array itself. */
  public float[] floatGradient() {
    return floatGradient;
  }

  /** Gradient held by a double program; the array itself. */
  public double[] doubleGradient() {
    return doubleGradient;
  }

  /** {@link Program#readParameters}. */
  public void readParameters(double[] out) {
    read("parameters", floats, doubles, out);
  }

  /** {@link Program#writeParameters}. */
  public void writeParameters(double[] in) {
    write("parameters", in, floats, doubles);
  }

  /** {@link Program#readGradient}. */
  public void readGradient(double[] out) {
    read("gradient", floatGradient, doubleGradient, out);
  }

  /** {@link Program#writeGradient}; what is written to frozen slices is dropped. */
  public void writeGradient(double[] in) {
    write("gradient", in, floatGradient, doubleGradient);
    for (Slice slice : plan.slices()) {
      if (slice.frozen()) {
        clear(slice);
      }
    }
  }

  private void clear(Slice slice) {
    int end = slice.offset() + slice.size();
    if (dtype == DType.FLOAT) {
      Arrays.fill(floatGradient, slice.offset(), end, 0);
    } else {
      Arrays.fill(doubleGradient, slice.offset(), end, 0);
    }
  }

  private void read(String name, float[] single, double[] twofold, double[] out) {
    ProgramChecks.length(name, out.length, plan.parameters());
    if (dtype == DType.DOUBLE) {
      System.arraycopy(twofold, 0, out, 0, out.length);
    } else {
      widen(single, out);
    }
  }

  private void write(String name, double[] in, float[] single, double[] twofold) {
    ProgramChecks.length(name, in.length, plan.parameters());
    if (dtype == DType.DOUBLE) {
      System.arraycopy(in, 0, twofold, 0, in.length);
    } else {
      narrow(in, single);
    }
  }

  /** {@link Program#readState}. */
  public OptimizerState readState() {
    int slots = Math.max(floatState.length, doubleState.length);
    double[][] copy = new double[slots][plan.parameters()];
    for (int s = 0; s < slots; s++) {
      if (dtype == DType.DOUBLE) {
        System.arraycopy(doubleState[s], 0, copy[s], 0, copy[s].length);
      } else {
        widen(floatState[s], copy[s]);
      }
    }
    return new OptimizerState(numbers.clone(), copy);
  }

  /** {@link Program#writeState}. */
  public void writeState(OptimizerState state) {
    ProgramChecks.state(plan, state);
    System.arraycopy(state.numbers(), 0, numbers, 0, numbers.length);
    allocateState(state.slots().length);
    for (int s = 0; s < state.slots().length; s++) {
      if (dtype == DType.DOUBLE) {
        System.arraycopy(state.slots()[s], 0, doubleState[s], 0, plan.parameters());
      } else {
        narrow(state.slots()[s], floatState[s]);
      }
    }
  }

  private void allocateState(int slots) {
    if (dtype == DType.FLOAT) {
      floatState = allocate("optimizer state", () -> new float[slots][plan.parameters()]);
    } else {
      doubleState = allocate("optimizer state", () -> new double[slots][plan.parameters()]);
    }
  }

  /**
   * Makes the state fit a rule, as {@link #apply} does first.
   *
   * @throws IllegalArgumentException if another rule's state is held
   */
  public void prepare(Optimizer rule) {
    int held = Math.max(floatState.length, doubleState.length);
    if (held == rule.slots()) {
      return;
    }
    for (long number : numbers) {
      if (number > 0) {
        throw new IllegalArgumentException(
            "the state has %d values per parameter, but rule %s keeps %d; write a fresh state first"
                .formatted(held, rule.id(), rule.slots()));
      }
    }
    allocateState(rule.slots());
  }

  /**
   * Begins an update that the caller does itself, parameter by parameter: makes the state fit and
   * counts the update for each replica with a rate above 0.
   *
   * @throws IllegalArgumentException if another rule's state is held
   */
  public void begin(Optimizer rule, double[] rates) {
    ProgramChecks.rates(plan, rates);
    prepare(rule);
    for (int replica = 0; replica < rates.length; replica++) {
      if (rates[replica] > 0) {
        numbers[replica]++;
      }
    }
  }

  /** How many updates a replica has had. */
  public long updates(int replica) {
    return numbers[replica];
  }

  /** Optimizer state of a float program, {@code [slots, parameters]}; the arrays themselves. */
  public float[][] floatState() {
    return floatState;
  }

  /** Optimizer state of a double program, {@code [slots, parameters]}; the arrays themselves. */
  public double[][] doubleState() {
    return doubleState;
  }

  /** {@link Program#apply}. */
  public void apply(Optimizer rule, double[] rates) {
    ProgramChecks.rates(plan, rates);
    prepare(rule);
    for (int replica = 0; replica < rates.length; replica++) {
      if (rates[replica] > 0) {
        clip(rule, replica);
        numbers[replica]++;
        update(rule, replica, rates[replica]);
        project(rule, replica);
      }
    }
  }

  private void update(Optimizer rule, int replica, double rate) {
    for (Slice slice : trained.get(replica)) {
      update(rule, slice, rate);
    }
  }

  private void update(Optimizer rule, Slice slice, double rate) {
    double scaled = rate * slice.rateScale();
    if (scaled == 0) {
      return;
    }
    Step step = new Step(scaled, numbers[slice.replica()], slice.role());
    int end = slice.offset() + slice.size();
    if (dtype == DType.FLOAT) {
      rule.update(step, floats, floatGradient, floatState, slice.offset(), end);
    } else {
      rule.update(step, doubles, doubleGradient, doubleState, slice.offset(), end);
    }
  }

  private void project(Optimizer rule, int replica) {
    @Nullable NormBall ball = rule.projection();
    if (ball == null) {
      return;
    }
    if (dtype == DType.FLOAT) {
      ball.project(floats, matrices.get(replica));
    } else {
      ball.project(doubles, matrices.get(replica));
    }
  }

  private void clip(Optimizer rule, int replica) {
    if (rule.clipNorm() == Double.POSITIVE_INFINITY) {
      return;
    }
    double factor = rule.clipFactor(gradientNorm(replica));
    if (factor != 1) {
      for (Slice slice : trained.get(replica)) {
        scale(slice, factor);
      }
    }
  }

  /** Summed in double, in the plan's order, over all that is not frozen. */
  private double gradientNorm(int replica) {
    double sum = 0;
    for (Slice slice : trained.get(replica)) {
      for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
        double g = dtype == DType.FLOAT ? floatGradient[i] : doubleGradient[i];
        sum += g * g;
      }
    }
    return Math.sqrt(sum);
  }

  private void scale(Slice slice, double factor) {
    for (int i = slice.offset(); i < slice.offset() + slice.size(); i++) {
      if (dtype == DType.FLOAT) {
        floatGradient[i] = (float) (floatGradient[i] * factor);
      } else {
        doubleGradient[i] *= factor;
      }
    }
  }

  private static void widen(float[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
    }
  }

  private static void narrow(double[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
  }
}
