package io.fanin.kernel;

import io.fanin.optim.Optimizer;
import java.util.OptionalLong;

/**
 * A compiled plan with its parameters, gradients and optimizer state.
 *
 * <p>Host arrays are in the plan's neutral order whatever the device keeps inside; for a float
 * program they hold exactly the floats. Arrays of batch data may be longer than what is used of
 * them; all others have exactly the length given. Not thread-safe: one call at a time. What lies
 * beyond {@code count} rows never influences a result. A call may use the program's threads, and
 * its bits do not depend on how many there are.
 *
 * <p>Every call checks its arguments with {@link ProgramChecks} before it changes anything: a wrong
 * one is an {@link IllegalArgumentException}, a closed program an {@link IllegalStateException}.
 */
public interface Program extends AutoCloseable {
  /** What was compiled. */
  Plan plan();

  /** How it was compiled. */
  CompileOptions options();

  /** Computes every block of the batch; targets are not needed. */
  void forward(Batch batch);

  /**
   * Copies out a block of the last {@link #forward}, {@link #lossAndGradient} or {@link #step};
   * after {@link #inputGradient} it is unspecified which batch that is.
   *
   * @param block any block, inputs too
   * @param out {@code [count, width]}
   */
  void read(int block, double[] out);

  /**
   * Losses and the gradient of their sum with respect to all parameters that are not frozen. An
   * empty batch has losses and gradient 0.
   *
   * @param losses overwritten with each term's weight times its mean, {@code [loss terms]}
   * @param accumulate adds to the gradient held, else overwrites it
   */
  void lossAndGradient(Batch batch, double[] losses, boolean accumulate);

  /**
   * Applies the gradient held: clipping, update, projection, for each replica on its own.
   * Afterwards the gradient held is unspecified.
   *
   * <p>The state must be of the same rule or fresh; to change the rule, write a state with no
   * updates and no slots first. Parameters with a rate scale of 0 are left alone like a replica
   * with rate 0.
   *
   * @param rates learning rate of each replica, {@code [replicas]}; a replica with rate 0 is left
   *     alone, its state and count too
   */
  void apply(Optimizer rule, double[] rates);

  /**
   * {@link #lossAndGradient} without accumulation followed by {@link #apply}, with the same bits.
   * Allocates nothing once warm where the rule is elementwise.
   */
  void step(Batch batch, Optimizer rule, double[] rates, double[] losses);

  /**
   * The gradient of {@code sum(cotangent * block)} with respect to the data. The parameter gradient
   * held stays.
   *
   * @param block any block
   * @param cotangent {@code [count, width of block]}
   * @param out overwritten, {@code [streams, count, inputColumns]}; columns that no input block
   *     reads get 0
   */
  void inputGradient(Batch batch, int block, double[] cotangent, double[] out);

  /** Copies the parameters out, {@code [plan.parameters()]}. */
  void readParameters(double[] out);

  /** Copies the parameters in, rounded to the program's dtype. Optimizer state stays. */
  void writeParameters(double[] in);

  /** Copies the gradient held out, {@code [plan.parameters()]}; frozen slices hold 0. */
  void readGradient(double[] out);

  /** Replaces the gradient held, as a reduction over several programs would. */
  void writeGradient(double[] in);

  /** Copies the optimizer state out; no slots before the first update. */
  OptimizerState readState();

  /** Replaces the optimizer state. */
  void writeState(OptimizerState state);

  /**
   * Bytes of numbers that it holds, added up from what was allocated; what {@link Device#announce}
   * said, once it has trained. {@link #inputGradient} and accumulation may take more.
   *
   * @return empty where nobody counts
   */
  default OptionalLong bytes() {
    return OptionalLong.empty();
  }

  @Override
  void close();
}
