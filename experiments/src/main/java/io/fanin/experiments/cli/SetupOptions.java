package io.fanin.experiments.cli;

import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.plugin.Registry;
import io.fanin.experiments.run.RunRequest;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of a claim; the command line has precedence over a file. */
final class SetupOptions {
  /** Names under which a claim counts its repetitions. */
  private static final List<String> REPETITIONS = List.of("seeds", "sets", "trees");

  private static final long USUAL_SEED = 1;

  @Option(names = "--quick", description = "The small setting (default).")
  private boolean quick;

  @Option(names = "--full", description = "The published setting, as far as one machine goes.")
  private boolean full;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting; the value is YAML, such as d=[20,40,80]. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Root of every random stream (default: 1).")
  private @Nullable Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many repetitions: sets the claim's key seeds, sets or trees.")
  private @Nullable Integer seeds;

  @Option(
      names = "--control",
      description = "The negative control: breaks the cause, so the claim must not hold.")
  private boolean control;

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "",
      description = {
        "The only device to use, without falling back (default: the best).",
        "Several GPUs: cuda:1 is the second, cuda:0,1 trains on both."
      })
  private String device = "";

  /** The request for a claim's id or a file. */
  RunRequest request(String argument, Registry<ClaimProvider> claims) {
    return ClaimFile.meant(argument)
        ? of(ClaimFile.read(Path.of(argument)), claims)
        : of(new ClaimFile(argument, null, null, false, "", Map.of()), claims);
  }

  private RunRequest of(ClaimFile file, Registry<ClaimProvider> claims) {
    ClaimProvider claim = claims.get(file.claim());
    Mode mode = mode(file.mode());
    Map<String, @Nullable Object> values = new TreeMap<>(file.settings());
    values.putAll(Assignments.parse(assignments));
    Settings settings = Settings.of(claim.keys(mode));
    if (seeds != null) {
      if (seeds < 1) {
        throw new InvalidInputException("--seeds must be at least 1, was " + seeds);
      }
      values.put(repetitions(claim, settings), seeds);
    }
    long root = seed != null ? seed : file.seed() != null ? file.seed() : USUAL_SEED;
    return new RunRequest(
        claim,
        new ClaimSetup(mode, settings.withAll(values), control || file.control(), root),
        device.isEmpty() ? file.device() : device);
  }

  private Mode mode(@Nullable Mode otherwise) {
    if (quick && full) {
      throw new InvalidInputException("--quick and --full exclude each other; leave one out");
    }
    if (quick) {
      return Mode.QUICK;
    }
    return full ? Mode.FULL : otherwise == null ? Mode.QUICK : otherwise;
  }

  private static String repetitions(ClaimProvider claim, Settings settings) {
    return REPETITIONS.stream()
        .filter(name -> settings.values().containsKey(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "claim '%s' has no key for --seeds; its keys are %s"
                        .formatted(claim.id(), String.join(", ", settings.values().keySet()))));
  }
}
