package io.fanin.circuits.learning;

import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.models.Objective;
import io.fanin.models.Sizing;
import io.fanin.optim.Optimizers;
import io.fanin.optim.Schedule;
import io.fanin.settings.Settings;
import io.fanin.train.Classification;
import io.fanin.train.EvaluationSet;
import io.fanin.train.FiniteSource;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import io.fanin.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains networks on the pairs of a program: linear, dense, wired as its graph, and so wired with
 * the value of every node as a further target.
 */
public final class Student {
  private static final String ACTIVATION = "activation";

  /** Nodes of few hidden units learn an XOR more surely with it than with rectifiers. */
  private static final String HIDDEN = "tanh";

  private final Lessons lessons;
  private final Course course;
  private final KernelProvider provider;

  /** A student of these lessons, who computes on this provider. */
  public Student(Lessons lessons, Course course, KernelProvider provider) {
    this.lessons = lessons;
    this.course = course;
    this.provider = provider;
  }

  /** The network that is trained; dense ones have about as many parameters as matched ones. */
  public Network network(Teaching teaching) {
    return switch (teaching) {
      case LINEAR -> build("linear", Map.of());
      case DENSE -> dense();
      case MATCHED, SUPERVISED -> matched();
    };
  }

  private Network matched() {
    return build(
        "matched",
        Map.of("width", course.width(), "channels", lessons.labelWidth(), ACTIVATION, HIDDEN));
  }

  private Network dense() {
    ArchitectureProvider dense = Architectures.builtIn().get("dense");
    ArchitectureRequest request = request(Settings.of(dense.keys()).with(ACTIVATION, HIDDEN));
    Sizing size =
        Sizing.nearest(dense, request, "width", Sizing.PARAMETERS, matched().trainableParameters());
    return dense.build(request.with(size.settings()));
  }

  private Network build(String architecture, Map<String, Object> settings) {
    ArchitectureProvider provider = Architectures.builtIn().get(architecture);
    return provider.build(request(Settings.of(provider.keys()).withAll(settings)));
  }

  private ArchitectureRequest request(Settings settings) {
    return new ArchitectureRequest(
        lessons.inputs(), lessons.outputWidth(), lessons.graph(), null, settings);
  }

  /** The output first, which is what is measured; then every node, where labels are given. */
  public List<Objective> objectives(Teaching teaching) {
    List<Objective> objectives = new ArrayList<>();
    objectives.add(Objective.of(lessons.loss()));
    for (int v = lessons.graph().inputs(); v < lessons.graph().vertices(); v++) {
      if (teaching == Teaching.SUPERVISED) {
        objectives.add(Objective.vertex(v, lessons.loss(), 1));
      }
    }
    return objectives;
  }

  /** Trains a network and says how well it did on rows that it has not seen. */
  public Score learn(Teaching teaching) {
    Network network = network(teaching);
    Plan plan = network.withLosses(objectives(teaching));
    double[] targets = targets(teaching, plan.targetColumns());
    int[][] split = lessons.split(course.share(), course.seed());
    int most = Math.max(course.batch(), 256);
    try (Device device = provider.open();
        Buffer x = inputs(device);
        Buffer y = device.allocate(DType.FLOAT, lessons.count(), plan.targetColumns());
        Program program = device.compile(plan, CompileOptions.floats(most))) {
      y.write(targets, 0, lessons.count());
      program.writeParameters(network.initial(Initialisers.suited(), course.seed()));
      train(program, x, y, split[0]);
      return new Score(
          teaching.label(),
          network.trainableParameters(),
          right(program, x, targets, split[0]),
          right(program, x, targets, split[1]),
          teaching == Teaching.SUPERVISED ? nodes(program, network, x, targets, split[1]) : NONE);
    }
  }

  private static final double NONE = Double.NaN;

  private Buffer inputs(Device device) {
    int columns = lessons.inputColumns();
    Buffer x = device.allocate(DType.FLOAT, lessons.count(), columns);
    for (int i = 0; i < lessons.count(); i++) {
      x.write(lessons.row(i), i, 1);
    }
    return x;
  }

  private double[] targets(Teaching teaching, int columns) {
    double[] targets = new double[Math.multiplyExact(lessons.count(), columns)];
    for (int i = 0; i < lessons.count(); i++) {
      double[] output = lessons.output(i);
      System.arraycopy(output, 0, targets, i * columns, output.length);
      if (teaching == Teaching.SUPERVISED) {
        double[] labels = lessons.labels(i);
        System.arraycopy(labels, 0, targets, i * columns + output.length, labels.length);
      }
    }
    return targets;
  }

  private void train(Program program, Buffer x, Buffer y, int[] rows) {
    FiniteSource source =
        new FiniteSource(
            x, y, List.of(new FiniteSource.Stream(rows, course.seed())), course.batch());
    new Trainer(program, source, options(course, source.stepsPerEpoch()), List.of())
        .run(new TrainingListener() {});
  }

  static TrainingOptions options(Course course, long stepsPerEpoch) {
    long steps = course.epochs() * stepsPerEpoch;
    return TrainingOptions.of(
        steps, Optimizers.adam(), new Schedule.Cosine(course.rate(), steps, 0));
  }

  private static double right(Program program, Buffer x, double[] targets, int[] rows) {
    EvaluationSet set = EvaluationSet.shared(x, targets, program.plan().targetColumns(), 1, rows);
    int right = 0;
    for (boolean wrong : Classification.wrongRows(program, set)[0]) {
      right += wrong ? 0 : 1;
    }
    return (double) right / rows.length;
  }

  /** Share of nodes whose block says what the label does. */
  private double nodes(Program program, Network network, Buffer x, double[] targets, int[] rows) {
    EvaluationSet set = EvaluationSet.shared(x, targets, program.plan().targetColumns(), 1, rows);
    int[] blocks = new int[lessons.graph().nodes()];
    for (int node = 0; node < blocks.length; node++) {
      blocks[node] = network.block(lessons.graph().inputs() + node);
    }
    double[][] values = set.values(program, blocks);
    long right = 0;
    for (int i = 0; i < rows.length; i++) {
      double[] labels = lessons.labels(rows[i]);
      for (int node = 0; node < blocks.length; node++) {
        right += said(values[node], i, lessons.labelWidth()) == (int) labels[node] ? 1 : 0;
      }
    }
    return (double) right / ((long) rows.length * blocks.length);
  }

  /** What a block says in a row: a bit, or the largest of its values. */
  static int said(double[] values, int row, int width) {
    if (width == 1) {
      return values[row] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int j = 1; j < width; j++) {
      best = values[row * width + j] > values[row * width + best] ? j : best;
    }
    return best;
  }
}
