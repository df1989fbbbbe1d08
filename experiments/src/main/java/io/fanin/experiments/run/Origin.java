package io.fanin.experiments.run;

import io.fanin.experiments.result.Provenance;
import io.fanin.experiments.store.RunMetadata;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialTask;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where a run's numbers come from. */
final class Origin {
  private Origin() {}

  static RunMetadata metadata(RunRequest request, List<TrialTask> plan) {
    return RunMetadata.of(
        request.claim().id(),
        request.settingsText(),
        request.setup().seed(),
        Versions.all(),
        GitCommit.around(Path.of("")),
        Machine.here().sentence(),
        device(plan),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Versions, machine and device are those of this process, which may have resumed another's. */
  static Provenance provenance(
      RunRequest request, RunMetadata now, String digest, double seconds, String command) {
    return new Provenance(
        request.setup().seed(),
        request.configDigest(),
        digest,
        new TreeMap<>(now.versions()),
        now.device(),
        now.device().replaceAll(" \\([^)]*\\)", ""),
        now.machine(),
        Versions.java(),
        now.gitCommit(),
        now.created().toString(),
        seconds,
        command);
  }

  /** Such as {@code "cpu (avx2, tables 3)"}, for every provider that the plan uses. */
  private static String device(List<TrialTask> plan) {
    TreeSet<String> used = new TreeSet<>();
    for (TrialTask task : plan) {
      for (Trial trial : task.trials()) {
        Numerics n = trial.numerics();
        if (!n.provider().equals("none")) {
          used.add("%s (%s, tables %s)".formatted(n.provider(), n.isa(), n.tables()));
        }
      }
    }
    return used.isEmpty() ? "none: exact arithmetic" : String.join(", ", used);
  }
}
