package io.fanin.experiments.claim.kernellocality;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.kernel.Cholesky;
import io.fanin.experiments.oracle.kernel.Kernel;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The learning curves of all students on one draw of samples with d inputs. */
final class CurveTask implements TrialTask {
  static final String ERRORS = "errors";
  static final String OWN = "errors.own";

  private final int d;
  private final int seed;
  private final Ladder ladder;
  private final SettingValues values;
  private final List<Trial> trials = new ArrayList<>();

  CurveTask(int d, int seed, Ladder ladder, SettingValues values) {
    this.d = d;
    this.seed = seed;
    this.ladder = ladder;
    this.values = values;
    for (int s : ladder.students(d)) {
      Map<String, Object> own = new TreeMap<>();
      own.put("d", d);
      own.put("student", s);
      own.put("teacher", ladder.teacher());
      own.put("sizes", ladder.sizes());
      own.put("test", values.integer(KernelLocality.TEST));
      own.put("width", values.real(KernelLocality.WIDTH));
      own.put("draw", seed);
      own.put("control", values.setup().control());
      trials.add(
          Trial.of(
              "kernel-locality",
              s == d ? "non-local" : "local",
              Settings.of(own),
              values.setup().seed(),
              ClaimEnvironment.exact()));
    }
  }

  @Override
  public List<Trial> trials() {
    return trials;
  }

  @Override
  public List<TrialResult> run() throws InterruptedException {
    long root = values.setup().seed();
    Curves curves =
        new Curves(
            cube(RandomStream.of(root, "kernel-locality-rows", d, seed), ladder.largest()),
            cube(
                RandomStream.of(root, "kernel-locality-test", d, seed),
                values.integer(KernelLocality.TEST)),
            ladder.sizes());
    Kernel teacher = kernel(ladder.teacher());
    double[][] matrix = curves.matrix(teacher);
    double[][] cross = curves.cross(teacher);
    List<TrialResult> results = new ArrayList<>();
    for (int k = 0; k < trials.size(); k++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the learning curves were interrupted");
      }
      Kernel student = student(ladder.students(d).get(k));
      Cholesky factor = Cholesky.of(curves.matrix(student), 0);
      double[][] forward = curves.cross(student);
      factor.forward(forward, ladder.largest());
      results.add(
          TrialResult.of(trials.get(k))
              .series(ERRORS, curves.errors(factor, forward, matrix, cross, 1))
              .series(OWN, curves.own(forward, 1))
              .build());
    }
    return results;
  }

  private double[][] cube(RandomStream random, int count) {
    double[][] rows = new double[count][d];
    for (double[] row : rows) {
      for (int i = 0; i < d; i++) {
        row[i] = random.nextDouble();
      }
    }
    return rows;
  }

  /** 1 at equal rows, whatever the windows. */
  private Kernel kernel(int window) {
    Kernel laplace = Kernel.laplace(values.real(KernelLocality.WIDTH));
    return window == d ? laplace : Kernel.local(laplace, window);
  }

  /** The control's local students see the inputs in another order. */
  private Kernel student(int window) {
    Kernel matched = kernel(window);
    if (!values.setup().control() || window == d) {
      return matched;
    }
    int[] order = everyOther(d);
    return (x, z) -> matched.of(reordered(x, order), reordered(z, order));
  }

  /** {@code 0, 2, 4, ..., 1, 3, 5, ...} */
  static int[] everyOther(int n) {
    int[] order = new int[n];
    int half = (n + 1) / 2;
    for (int i = 0; i < n; i++) {
      order[i] = i < half ? 2 * i : 2 * (i - half) + 1;
    }
    return order;
  }

  private static double[] reordered(double[] x, int[] order) {
    double[] moved = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      moved[i] = x[order[i]];
    }
    return moved;
  }
}
