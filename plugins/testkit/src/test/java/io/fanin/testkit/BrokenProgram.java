package io.fanin.testkit;

import io.fanin.kernel.Batch;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.OptimizerState;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.kernel.Slice;
import io.fanin.optim.NormBall;
import io.fanin.optim.Optimizer;
import io.fanin.optim.Role;
import io.fanin.optim.Step;
import io.fanin.testkit.BrokenProvider.Bug;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A sound program behind one bug. */
final class BrokenProgram implements Program {
  private final Bug bug;
  private final Plan plan;
  private final Program sound;
  private final double[][] held;
  private int count;
  private int mostRows;
  private int calls;
  private boolean closed;

  BrokenProgram(Bug bug, Plan plan, Program sound) {
    this.bug = bug;
    this.plan = plan;
    this.sound = sound;
    held = new double[plan.blocks()][];
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public CompileOptions options() {
    return sound.options();
  }

  @Override
  public void forward(Batch batch) {
    begin(batch);
    withBrokenBias(() -> sound.forward(shortened(batch, bug == Bug.DROPS_LAST_LANE)));
  }

  private void begin(Batch batch) {
    calls++;
    count = batch.count();
  }

  private static Batch shortened(Batch batch, boolean really) {
    int streams = batch.count() == 0 ? 1 : batch.rows().length / batch.count();
    if (!really || batch.count() < 2 || streams > 1) {
      return batch;
    }
    return new Batch(batch.inputs(), batch.targets(), batch.rows(), batch.count() - 1);
  }

  private void withBrokenBias(Runnable call) {
    if (bug != Bug.FORGETS_BIAS) {
      call.run();
      return;
    }
    double[] parameters = new double[plan.parameters()];
    sound.readParameters(parameters);
    double[] without = parameters.clone();
    for (Slice slice : plan.slices()) {
      if (slice.role() == Role.BIAS) {
        Arrays.fill(without, slice.offset(), slice.offset() + slice.size(), 0);
      }
    }
    sound.writeParameters(without);
    call.run();
    sound.writeParameters(parameters);
  }

  @Override
  public void read(int block, double[] out) {
    sound.read(block, out);
    int width = plan.width(block);
    int length = count * width;
    int nodes = nodes(block);
    boolean nudge =
        (bug == Bug.ORDER_DEPENDS_ON_NODES && nodes > 64)
            || (bug == Bug.ORDER_DEPENDS_ON_REPLICAS && plan.replicas() > 2)
            || (bug == Bug.ORDER_DEPENDS_ON_THREADS && options().threads() > 2)
            || (bug == Bug.ORDER_DEPENDS_ON_THE_CALL && calls % 2 == 0);
    for (int i = 0; i < length; i++) {
      if (nudge) {
        out[i] = Math.nextUp((float) out[i]);
      } else if (bug == Bug.ROUGH_ACTIVATION) {
        out[i] *= 1 + 1e-5;
      } else if (bug == Bug.MIXES_ROWS) {
        out[i] += 1e-9 * out[i % width];
      }
    }
    leak(block, out, length);
  }

  private int nodes(int block) {
    for (BlockSpec spec : plan.specs()) {
      if (block >= spec.firstBlock() && block < spec.firstBlock() + spec.nodes()) {
        return spec.nodes();
      }
    }
    return 0;
  }

  private void leak(int block, double[] out, int length) {
    if (bug == Bug.LEAKS_NAN_TO_NEIGHBOURS && block > 0) {
      double[] neighbour = new double[count * plan.width(block - 1)];
      sound.read(block - 1, neighbour);
      for (int i = 0; i < Math.min(length, neighbour.length); i++) {
        out[i] += 0 * neighbour[i];
      }
    } else if (bug == Bug.ADDS_TO_OLD_OUTPUT) {
      double @Nullable [] old = held[block];
      for (int i = 0; old != null && i < Math.min(length, old.length); i++) {
        out[i] += 0 * old[i];
      }
      held[block] = out.clone();
    }
  }

  @Override
  public void lossAndGradient(Batch batch, double[] losses, boolean accumulate) {
    begin(batch);
    boolean drop = bug == Bug.DROPS_LAST_LANE || bug == Bug.DROPS_LAST_ROW_OF_GRADIENT;
    withBrokenBias(
        () ->
            sound.lossAndGradient(
                shortened(batch, drop), losses, accumulate && bug != Bug.NEVER_ACCUMULATES));
    if (bug == Bug.WRONG_LOSS) {
      losses[0] *= 1.001;
    }
    if (bug == Bug.KEEPS_STALE_LANES && mostRows > count || bug == Bug.ROUGH_GRADIENT) {
      double[] gradient = new double[plan.parameters()];
      sound.readGradient(gradient);
      gradient[0] += bug == Bug.ROUGH_GRADIENT ? 1e-3 : 1e-6;
      sound.writeGradient(gradient);
    }
    if (bug == Bug.DROPS_LAST_ROW_OF_GRADIENT) {
      sound.forward(batch);
    }
    mostRows = Math.max(mostRows, count);
  }

  @Override
  public void apply(Optimizer rule, double[] rates) {
    double[] changed = rates.clone();
    for (int r = 0; r < rates.length && bug == Bug.COUNTS_AT_RATE_ZERO; r++) {
      changed[r] = Math.max(rates[r], 1e-300);
    }
    boolean less = bug == Bug.NEVER_CLIPS || bug == Bug.NEVER_PROJECTS;
    sound.apply(less ? new Less(rule, bug) : rule, changed);
  }

  /** A rule without its clipping or projection. */
  private record Less(Optimizer rule, Bug bug) implements Optimizer {
    @Override
    public String id() {
      return rule.id();
    }

    @Override
    public int slots() {
      return rule.slots();
    }

    @Override
    public double clipNorm() {
      return bug == Bug.NEVER_CLIPS ? Double.POSITIVE_INFINITY : rule.clipNorm();
    }

    @Override
    public @Nullable NormBall projection() {
      return bug == Bug.NEVER_PROJECTS ? null : rule.projection();
    }

    @Override
    public void update(Step step, float[] p, float[] g, float[][] state, int from, int to) {
      rule.update(step, p, g, state, from, to);
    }

    @Override
    public void update(Step step, double[] p, double[] g, double[][] state, int from, int to) {
      rule.update(step, p, g, state, from, to);
    }
  }

  @Override
  public void step(Batch batch, Optimizer rule, double[] rates, double[] losses) {
    begin(batch);
    double[] changed = rates.clone();
    for (int r = 0; r < rates.length; r++) {
      if (bug == Bug.STEP_IS_NOT_APPLY) {
        changed[r] *= 1 + 1e-6;
      } else if (bug == Bug.COUNTS_AT_RATE_ZERO) {
        changed[r] = Math.max(rates[r], 1e-300);
      }
    }
    sound.step(batch, rule, changed, losses);
  }

  @Override
  public void inputGradient(Batch batch, int block, double[] cotangent, double[] out) {
    begin(batch);
    sound.inputGradient(batch, block, cotangent, out);
    if (bug == Bug.WRONG_INPUT_GRADIENT && out.length > 0) {
      out[out.length - 1] += 1e-3;
    }
    if (bug == Bug.INPUT_GRADIENT_SPOILS_THE_GRADIENT) {
      sound.writeGradient(new double[plan.parameters()]);
    }
  }

  @Override
  public void readParameters(double[] out) {
    sound.readParameters(out);
  }

  @Override
  public void writeParameters(double[] in) {
    if (!(closed && bug == Bug.WORKS_AFTER_CLOSE)) {
      sound.writeParameters(in);
    }
  }

  @Override
  public void readGradient(double[] out) {
    sound.readGradient(out);
  }

  @Override
  public void writeGradient(double[] in) {
    sound.writeGradient(in);
  }

  @Override
  public OptimizerState readState() {
    return sound.readState();
  }

  @Override
  public void writeState(OptimizerState state) {
    sound.writeState(
        bug == Bug.FORGETS_STATE
            ? new OptimizerState(new long[plan.replicas()], new double[0][])
            : state);
  }

  @Override
  public OptionalLong bytes() {
    long bytes = sound.bytes().orElseThrow();
    return OptionalLong.of(bug == Bug.GROWS_WITH_STEPS ? bytes + calls / 1000 : bytes);
  }

  @Override
  public void close() {
    closed = true;
    sound.close();
  }
}
