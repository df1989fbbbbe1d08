package io.fanin.experiments.claim.kernellocality;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;

/** The exponent of a local kernel's learning curve is set by its windows, not by the inputs. */
public final class KernelLocality implements ClaimProvider {
  static final String INPUTS = "d";
  static final String STUDENTS = "students";
  static final String TEACHER = "teacher";
  static final String SIZES = "sizes";
  static final String TEST = "test-rows";
  static final String SEEDS = "seeds";
  static final String WIDTH = "kernel-width";

  /** Multiply-adds of the dense algebra in a second on two cores. */
  private static final double PER_SECOND = 1.1e10;

  /** Values of a Laplace kernel in a second on two cores. */
  private static final double KERNELS_PER_SECOND = 4e7;

  @Override
  public String id() {
    return "kernel-locality";
  }

  @Override
  public String title() {
    return "Locality of kernels";
  }

  @Override
  public String sentence() {
    return "Kernel regression with a kernel that is local, a mean over windows of s neighbouring inputs,"
        + " learns a local target with test error P^(-1/s) from P samples, whatever the number d of"
        + " inputs; a kernel that is not local has the exponent 1/d, which the curse of"
        + " dimensionality takes to nothing.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        new Source(
            "A. Favero, F. Cagnetta, M. Wyart: Locality defeats the curse of dimensionality in"
                + " convolutional teacher-student scenarios. NeurIPS 2021, figures 1 to 3",
            """
            @inproceedings{favero2021locality,
              author = {Favero, Alessandro and Cagnetta, Francesco and Wyart, Matthieu},
              title = {Locality defeats the curse of dimensionality in convolutional teacher-student scenarios},
              booktitle = {Advances in Neural Information Processing Systems},
              volume = {34}, year = {2021}
            }
            """));
  }

  @Override
  public String prediction() {
    return "error ~ P^(-beta), beta = alpha / s for a student with windows of s >= t inputs, alpha = 1 for the"
        + " Laplace kernel of the teacher, t its windows; beta = alpha / d for a student that is not"
        + " local";
  }

  @Override
  public String rule() {
    return "beta is the slope of log error on -log P over the whole ladder, one for each seed. For every"
        + " local student and every d its 95% t-interval over seeds, drawn out to the refit without"
        + " the smallest P, must lie in 1/s ± 0.03. The student that is not local must have a smaller"
        + " beta than the widest local one at every d, and a smaller one at each d than at the one"
        + " before: 95% t-intervals of the differences over seeds, below 0. All hold: holds; any lies"
        + " wholly outside: fails; otherwise undecided.";
  }

  @Override
  public String control() {
    return "the local students read windows of inputs that are no neighbours, every other one first, so that"
        + " they are as local as before but do not match the target";
  }

  @Override
  public String deviations() {
    return "Local kernels only: the source finds that shared weights change the prefactor, not the exponent."
        + " Errors are exact means over the teacher's Gaussian random field, given the samples, in"
        + " place of errors on drawn fields; the samples of a seed are nested. Inputs are uniform on"
        + " the unit cube and windows go around the circle of inputs. The source leaves open how wide"
        + " the Laplace kernel is: exp(-r / width).";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    List<Integer> sizes =
        full ? List.of(128, 256, 512, 1024, 2048, 4096, 8192) : List.of(128, 256, 512, 1024, 2048);
    return List.of(
        Key.integers(INPUTS, full ? List.of(5, 9, 16) : List.of(5, 9), "Numbers of inputs, rising.")
            .between(2, 256),
        Key.integers(STUDENTS, List.of(2, 3), "Windows s of the local students, rising.")
            .between(1, 255)
            .unit("inputs"),
        Key.integer(TEACHER, 2, "Windows t of the teacher; no student's may be smaller.")
            .between(1, 255)
            .unit("inputs"),
        Key.integers(SIZES, sizes, "Samples P, rising; at least three.")
            .between(4, 32_768)
            .unit("samples"),
        Key.integer(TEST, 256, "Rows that errors are measured on.").between(10, 100_000),
        Key.integer(SEEDS, 5, "Draws of the samples.").between(2, 1000),
        Key.real(WIDTH, 1, "Width of the Laplace kernel.").between(1e-3, 1e3));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    Ladder ladder = Ladder.of(values);
    double most = ladder.largest();
    double test = values.integer(TEST);
    double algebra = 0;
    double kernels = 0;
    int trials = 0;
    for (int d : ladder.inputs()) {
      for (int s : ladder.students(d)) {
        algebra += most * most * most / 6 + most * most * test / 2;
        algebra += s == values.integer(TEACHER) ? 0 : 4 / 3.0 * most * most * test;
        kernels += (most * most / 2 + most * test) * (s == d ? 1 : d);
        trials++;
      }
    }
    int seeds = values.integer(SEEDS);
    double seconds = seeds * (algebra / PER_SECOND + kernels / KERNELS_PER_SECOND);
    return new Cost(trials * seeds, 0, 2 + seconds);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    Ladder ladder = Ladder.of(values);
    List<TrialTask> tasks = new ArrayList<>();
    List<Integer> inputs = ladder.inputs();
    for (int i = inputs.size() - 1; i >= 0; i--) { // the costliest first
      for (int seed = 0; seed < values.integer(SEEDS); seed++) {
        tasks.add(new CurveTask(inputs.get(i), seed, ladder, values));
      }
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
