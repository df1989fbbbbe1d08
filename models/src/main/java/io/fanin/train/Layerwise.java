package io.fanin.train;

import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Trains a network stage by stage; in each, the levels that do not take part are frozen and keep
 * their bits.
 *
 * <p>The sort of training for which hierarchical targets are proved learnable: first the low
 * levels, by losses on what their nodes compute or through the levels above, then the next ones on
 * top of what is fixed. Every stage starts with a fresh optimizer state.
 */
public final class Layerwise {
  /**
   * One stage.
   *
   * @param trained says which levels take part, counted from 1
   * @param objectives what the stage minimises
   * @param options how it goes
   */
  public record Stage(IntPredicate trained, List<Objective> objectives, TrainingOptions options) {
    /** Copies the list. */
    public Stage {
      objectives = List.copyOf(objectives);
    }

    /** A stage that trains one level. */
    public static Stage level(int level, List<Objective> objectives, TrainingOptions options) {
      return new Stage(l -> l == level, objectives, options);
    }
  }

  private final Device device;
  private final Network network;
  private final CompileOptions compilation;
  private final Function<Program, BatchSource> data;

  /**
   * A training of one network.
   *
   * @param device runs it; stays the caller's
   * @param network whose levels are trained
   * @param compilation how each stage's program is compiled
   * @param data the source for a stage's program, closed after the stage; target columns must suit
   *     the stage's objectives
   */
  public Layerwise(
      Device device,
      Network network,
      CompileOptions compilation,
      Function<Program, BatchSource> data) {
    this.device = device;
    this.network = network;
    this.compilation = compilation;
    this.data = data;
  }

  /**
   * Runs the stages in order, each from the last parameters of the one before.
   *
   * @param initial first parameters, {@code [network.parameters()]}
   * @return one result for each stage run; a listener that ends a stage ends the rest too
   * @throws io.fanin.input.InvalidInputException if an objective names what the network lacks
   */
  public List<TrainingResult> run(double[] initial, List<Stage> stages, TrainingListener listener) {
    List<TrainingResult> results = new ArrayList<>();
    double[] parameters = initial;
    for (Stage stage : stages) {
      TrainingResult result = run(stage, parameters, listener);
      results.add(result);
      parameters = result.parameters();
      if (!result.finished()) {
        break;
      }
    }
    return results;
  }

  private TrainingResult run(Stage stage, double[] parameters, TrainingListener listener) {
    Network frozen = network.frozen(level -> !stage.trained().test(level));
    try (Program program = device.compile(frozen.withLosses(stage.objectives()), compilation);
        BatchSource source = data.apply(program)) {
      program.writeParameters(parameters);
      return new Trainer(program, source, stage.options(), List.of()).run(listener);
    }
  }
}
