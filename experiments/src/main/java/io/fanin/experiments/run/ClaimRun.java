package io.fanin.experiments.run;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.store.GroupCommit;
import io.fanin.experiments.store.Journal;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunMetadata;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.store.Runs;
import io.fanin.experiments.sweep.Sweep;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.SweepOutcome;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of one claim, from the plan to the report.
 *
 * <p>{@link #plan} writes nothing, so that bad settings leave nothing behind. {@link #execute} may
 * be stopped or killed at any point; a run of an equal request then does only what is missing and
 * ends with the same digest. Use an instance once.
 */
public final class ClaimRun {
  private final RunRequest request;
  private final Place place;
  private final List<TrialTask> plan;
  private final RunMetadata metadata;
  private final Optional<RunDirectory> unfinished;

  private ClaimRun(
      RunRequest request,
      Place place,
      List<TrialTask> plan,
      RunMetadata metadata,
      Optional<RunDirectory> unfinished) {
    this.request = request;
    this.place = place;
    this.plan = plan;
    this.metadata = metadata;
    this.unfinished = unfinished;
  }

  /**
   * Plans the work of a request.
   *
   * @throws io.fanin.input.InvalidInputException if the settings do not go together or the device
   *     is not there
   */
  public static ClaimRun plan(RunRequest request, Place place) {
    List<TrialTask> tasks = tasks(request, place);
    RunMetadata metadata = Origin.metadata(request, tasks);
    return new ClaimRun(
        request, place, tasks, metadata, Runs.in(place.runs()).unfinished(metadata));
  }

  /**
   * Plans what is left of a run.
   *
   * @param request as {@link SavedRun} reads it
   */
  public static ClaimRun resume(RunDirectory run, RunRequest request, Place place) {
    List<TrialTask> tasks = tasks(request, place);
    return new ClaimRun(request, place, tasks, Origin.metadata(request, tasks), Optional.of(run));
  }

  private static List<TrialTask> tasks(RunRequest request, Place place) {
    Kernels kernels =
        request.device().isEmpty() ? place.kernels() : place.kernels().only(request.device());
    return List.copyOf(request.claim().plan(request.setup(), new ClaimEnvironment(kernels)));
  }

  /** What was asked for. */
  public RunRequest request() {
    return request;
  }

  /** Trials of the plan. */
  public int trials() {
    return plan.stream().mapToInt(task -> task.trials().size()).sum();
  }

  /** A run of the same work that was not finished, which {@link #execute} goes on with. */
  public Optional<RunDirectory> unfinished() {
    return unfinished;
  }

  /**
   * Does the work; stops when the thread is interrupted.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public RunEnding execute(SweepListener listener) {
    long start = System.nanoTime();
    RunDirectory run = unfinished.orElseGet(() -> RunDirectory.create(place.runs(), metadata));
    double before = seconds(run.summary());
    SweepOutcome outcome = sweep(run, listener);
    double seconds = before + (System.nanoTime() - start) / 1e9;
    if (outcome instanceof SweepOutcome.Complete complete) {
      return conclude(run, complete, seconds);
    }
    boolean failed = outcome instanceof SweepOutcome.Failed;
    run.summarize(
        new RunSummary(
            failed ? RunStatus.FAILED : RunStatus.INTERRUPTED,
            "",
            new TreeMap<>(Map.of("seconds", Double.toString(seconds)))));
    return outcome instanceof SweepOutcome.Failed f
        ? new RunEnding.Broken(run, f.done(), f.total(), f.trial().label(), f.cause())
        : new RunEnding.Stopped(run, outcome.done(), outcome.total());
  }

  private SweepOutcome sweep(RunDirectory run, SweepListener listener) {
    try (Journal journal = run.openJournal(GroupCommit.USUAL)) {
      return new Sweep(plan, journal, place.backend()).run(listener);
    }
  }

  private RunEnding conclude(RunDirectory run, SweepOutcome.Complete complete, double seconds) {
    try {
      String digest = complete.results().digest();
      ClaimReport claim = request.claim().conclude(request.setup(), complete.results());
      Provenance provenance =
          Origin.provenance(
              request, metadata, digest, seconds, CommandText.run(place.program(), request));
      run.writeData("trials", TrialTable.of(complete.results().all()));
      Report report =
          new Report(
              claim.title(), Sentences.summary(claim), List.of(claim), List.of(), provenance);
      Path page = HtmlReport.write(report, run.path());
      run.summarize(new RunSummary(RunStatus.COMPLETE, digest, notes(claim, seconds)));
      return new RunEnding.Complete(run, claim, provenance, page);
    } catch (IOException | UncheckedIOException e) {
      if (interrupted(e)) {
        return new RunEnding.Stopped(run, complete.done(), complete.total());
      }
      throw e instanceof IOException io
          ? new UncheckedIOException("cannot write the report: " + io.getMessage(), io)
          : (UncheckedIOException) e;
    }
  }

  private SortedMap<String, String> notes(ClaimReport claim, double seconds) {
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("verdict", Sentences.word(claim.verdict().outcome()));
    notes.put("mode", request.modeWord());
    notes.put("control", Boolean.toString(request.setup().control()));
    notes.put("seconds", Double.toString(seconds));
    return notes;
  }

  /** Writing a file ends so when its thread is interrupted. */
  private static boolean interrupted(Exception e) {
    return e instanceof ClosedByInterruptException
        || e.getCause() instanceof ClosedByInterruptException;
  }

  private static double seconds(RunSummary summary) {
    String text = summary.notes().getOrDefault("seconds", "0");
    return text.matches("[0-9.E-]+") ? Double.parseDouble(text) : 0;
  }
}
