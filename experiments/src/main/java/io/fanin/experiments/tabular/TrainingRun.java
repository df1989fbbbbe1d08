package io.fanin.experiments.tabular;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.data.LearningTable;
import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.run.GitCommit;
import io.fanin.experiments.run.Machine;
import io.fanin.experiments.run.Place;
import io.fanin.experiments.run.Versions;
import io.fanin.experiments.store.Asked;
import io.fanin.experiments.store.GroupCommit;
import io.fanin.experiments.store.Journal;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.experiments.store.RunMetadata;
import io.fanin.experiments.store.RunStatus;
import io.fanin.experiments.store.RunSummary;
import io.fanin.experiments.store.Runs;
import io.fanin.experiments.sweep.Digests;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Sweep;
import io.fanin.experiments.sweep.SweepListener;
import io.fanin.experiments.sweep.SweepOutcome;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Architectures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One training run on one table, from the plan to the report.
 *
 * <p>{@link #plan} writes nothing. {@link #execute} may be stopped or killed at any point; a run of
 * an equal request then does only what is missing and ends with the same digest. Use an instance
 * once.
 */
public final class TrainingRun {
  /** What a run of this kind is called in the store. */
  public static final String NAME = "train";

  private final TrainingRequest request;
  private final Place place;
  private final Asked asked;
  private final List<ArmTask> tasks;
  private final RunMetadata metadata;
  private Optional<RunDirectory> unfinished = Optional.empty();

  private TrainingRun(
      TrainingRequest request, Architectures architectures, Place place, Asked asked) {
    this.request = request;
    this.place = place;
    this.asked = asked;
    this.tasks = tasks(request, architectures, place);
    this.metadata = metadata();
  }

  /**
   * Plans the work of a request.
   *
   * @param place with the kernels that may be used
   * @param asked the command that gives the result again
   * @throws InvalidInputException if an architecture is unknown, its settings do not fit, or the
   *     graph does not
   */
  public static TrainingRun plan(
      TrainingRequest request, Architectures architectures, Place place, Asked asked) {
    TrainingRun run = new TrainingRun(request, architectures, place, asked);
    run.unfinished = Runs.in(place.runs()).unfinished(run.metadata);
    return run;
  }

  /**
   * Plans what is left of a run.
   *
   * @param begun the run
   * @param asked what its folder says that began it
   * @throws InvalidInputException also if the same work is no longer asked for, because a file or
   *     the device is another one
   */
  public static TrainingRun resume(
      RunDirectory begun,
      TrainingRequest request,
      Architectures architectures,
      Place place,
      Asked asked) {
    TrainingRun run = new TrainingRun(request, architectures, place, asked);
    if (!run.metadata.sameWork(begun.metadata())) {
      throw new InvalidInputException(
          "%s: the table, the graph, the device (%s then, %s now) or this version is not what it was; begin anew with: %s"
              .formatted(
                  begun.id(), begun.metadata().device(), run.metadata.device(), asked.line()));
    }
    run.unfinished = Optional.of(begun);
    return run;
  }

  private static List<ArmTask> tasks(
      TrainingRequest request, Architectures architectures, Place place) {
    ClaimEnvironment environment = new ClaimEnvironment(place.kernels());
    List<ArmTask> tasks = new ArrayList<>();
    for (Arm arm : Arms.of(request, architectures)) {
      for (double rate : request.rates()) {
        tasks.add(new ArmTask(arm, rate, request, environment));
      }
    }
    return List.copyOf(tasks);
  }

  /** What was asked for. */
  public TrainingRequest request() {
    return request;
  }

  /** How many networks will be trained. */
  public int networks() {
    return tasks.stream().mapToInt(t -> t.trials().size()).sum();
  }

  /** Multiply-adds of the whole run. */
  public double multiplyAdds() {
    return tasks.stream().mapToDouble(ArmTask::cost).sum();
  }

  /** Ids of the families, and how many parameters a network of each has. */
  public Map<String, Integer> families() {
    Map<String, Integer> families = new LinkedHashMap<>();
    tasks.forEach(t -> families.put(t.arm().id(), t.arm().network().trainableParameters()));
    return families;
  }

  /** Provider, instruction set and tables that will compute. */
  public String device() {
    return metadata.device();
  }

  /** A run of the same work that was not finished, which {@link #execute} goes on with. */
  public Optional<RunDirectory> unfinished() {
    return unfinished;
  }

  private RunMetadata metadata() {
    Numerics n = tasks.get(0).trials().get(0).numerics();
    Map<String, Object> settings = new TreeMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      settings.put("task" + i, tasks.get(i).trials().get(0).digest());
    }
    settings.put("kept", Arms.kept(request));
    settings.put("networks", networks());
    return RunMetadata.of(
        NAME,
        Settings.of(settings).text(),
        request.seed(),
        Map.of("fanin", Versions.fanin(), "java", Runtime.version().toString()),
        GitCommit.around(Path.of("")),
        Machine.here().sentence(),
        "%s (%s, tables %s)".formatted(n.provider(), n.isa(), n.tables()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Does the work; stops when the thread is interrupted.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public TrainingEnding execute(SweepListener listener) {
    long start = System.nanoTime();
    RunDirectory run = unfinished.orElseGet(this::begin);
    SweepOutcome outcome;
    try (Journal journal = run.openJournal(GroupCommit.USUAL)) {
      outcome = new Sweep(List.copyOf(tasks), journal, place.backend()).run(listener);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (outcome instanceof SweepOutcome.Complete complete) {
      return concludeOrStop(run, complete, seconds);
    }
    boolean failed = outcome instanceof SweepOutcome.Failed;
    run.summarize(RunSummary.of(failed ? RunStatus.FAILED : RunStatus.INTERRUPTED));
    return outcome instanceof SweepOutcome.Failed f
        ? new TrainingEnding.Broken(run, f.done(), f.total(), f.trial().label(), f.cause())
        : new TrainingEnding.Stopped(run, outcome.done(), outcome.total());
  }

  private RunDirectory begin() {
    RunDirectory run = RunDirectory.create(place.runs(), metadata);
    asked.write(run);
    return run;
  }

  private TrainingEnding concludeOrStop(
      RunDirectory run, SweepOutcome.Complete complete, double seconds) {
    try {
      return conclude(run, complete.results(), seconds);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ClosedByInterruptException) {
        return new TrainingEnding.Stopped(run, complete.done(), complete.total());
      }
      throw e;
    }
  }

  private TrainingEnding conclude(RunDirectory run, SweepResults results, double seconds) {
    TrainingOutcome outcome = new Conclusion(request, tasks, results, origin()).outcome();
    LearningTable table = request.table();
    Path model = run.path().resolve("model.zip");
    try {
      outcome.model().save(model);
      List<String> numbers = new ArrayList<>();
      List<String> truth = new ArrayList<>();
      for (int row : table.test()) {
        numbers.add(Integer.toString(table.number(row)));
        truth.add(Truths.text(table, row));
      }
      run.writeData(
          "test-predictions",
          PredictionTable.of(table.target(), "row", numbers, outcome.predictions(), truth));
      run.writeData("split", Truths.split(table));
      Provenance provenance = provenance(outcome, seconds);
      Path page = HtmlReport.write(new TrainingReport(outcome, provenance).report(), run.path());
      run.summarize(
          new RunSummary(
              RunStatus.COMPLETE,
              outcome.digest(),
              new TreeMap<>(Map.of("kept", outcome.kept(), "seconds", Double.toString(seconds)))));
      return new TrainingEnding.Complete(run, outcome, page, model);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  /** What the model file says about itself; the same at every run of the same work. */
  private Map<String, String> origin() {
    return Map.of(
        "config", configDigest(),
        "data", request.table().digest(),
        "fanin", Versions.fanin(),
        "seed", Long.toString(request.seed()),
        "target", request.table().target().name());
  }

  private String configDigest() {
    return Digests.sha256(
        "fanin-config 1\n" + NAME + "\n" + metadata.settings() + "\n" + request.seed() + "\n");
  }

  private Provenance provenance(TrainingOutcome outcome, double seconds) {
    return new Provenance(
        request.seed(),
        configDigest(),
        outcome.digest(),
        metadata.versions(),
        metadata.device(),
        metadata.device().replaceAll(" \\(.*", ""),
        metadata.machine(),
        Versions.java(),
        metadata.gitCommit(),
        metadata.created().toString(),
        seconds,
        asked.line());
  }
}
