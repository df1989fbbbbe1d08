package io.fanin.bench;

import io.fanin.bench.StepResult.PeerResult;
import io.fanin.bench.peer.Peer;
import io.fanin.bench.peer.PeerFailure;
import io.fanin.bench.process.Clock;
import io.fanin.kernel.Device;
import io.fanin.testkit.StepCheck;
import io.fanin.testkit.TrainingShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a shape, then times it in turns with the peer's best formulations. */
final class StepBench {
  private static final double CHECK_FLOPS = 2e7;
  private static final int FINALISTS = 2;

  /** How many times slower than the best one a formulation is not worth a second look. */
  private static final double HOPELESS = 3;

  /** Seconds of a step beside which the first ones' own costs are small. */
  private static final double LONG_STEP = 0.5;

  private static final int COUNTED = 200;
  private static final double COUNTING_SECONDS = 0.5;

  private final Setting setting;
  private final Rounds rounds;
  private final @Nullable Peer peer;
  private final List<String> wrong = new ArrayList<>();

  StepBench(Setting setting, @Nullable Peer peer) {
    this.setting = setting;
    this.rounds = setting.options().rounds();
    this.peer = peer;
  }

  /** The result, or nothing where ours is wrong; {@link #wrong} says why. */
  Optional<StepResult> run(TrainingShape shape) {
    double flops = setting.options().quick() ? StepCheck.SIBLING_FLOPS : CHECK_FLOPS;
    try (Device device = setting.open(shape)) {
      StepCheck.step(device, shape.sibling(flops), setting.threads());
      try (OwnStep ours =
          new OwnStep(device, shape, setting.threads(), setting.options().clock())) {
        return Optional.of(time(shape, device, ours));
      }
    } catch (AssertionError e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      wrong.add(shape.name() + " is not timed, it differs from the reference: " + reason);
      return Optional.empty();
    }
  }

  /** Every disagreement met so far. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private record Tried(PeerStep step, double seconds) {}

  private StepResult time(TrainingShape shape, Device device, OwnStep ours) {
    List<String> remarks = new ArrayList<>();
    List<PeerResult> slower = new ArrayList<>();
    List<Tried> finalists = finalists(shape, ours, slower, remarks);
    List<Contender> contenders = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    contenders.add(ours);
    WarmUp warmUp = rounds.warm(ours);
    if (!warmUp.settled()) {
      remarks.add(
          "%s kept no steady speed in %.0f s of steps: the machine was busy, or the code not compiled yet."
              .formatted(shape.name(), WarmUp.MOST));
    }
    warm.add(warmUp.secondsPerStep());
    for (Tried tried : finalists) {
      contenders.add(tried.step());
      warm.add(tried.seconds());
    }
    List<Timing> timings = rounds.time(contenders, warm);
    List<PeerResult> peers = new ArrayList<>();
    for (int i = 0; i < finalists.size(); i++) {
      String name = finalists.get(i).step().formulation();
      peers.add(new PeerResult(name, timings.get(i + 1), finalists.get(i).seconds()));
      finalists.get(i).step().close();
    }
    peers.sort(Comparator.comparingDouble(StepBench::median));
    peers.addAll(slower);
    Work work = Work.of(shape.plan(), shape.batch());
    double roof = setting.all().attainable(work.flops(), work.bytes(), work.workingSet());
    double bytes = allocated(ours, timings.get(0).median());
    return new StepResult(
        shape,
        device.providerId(),
        work,
        roof,
        ours.openSeconds() + warmUp.seconds(),
        timings.get(0),
        bytes,
        peers,
        remarks);
  }

  private static double median(PeerResult result) {
    Timing seconds = result.seconds();
    return seconds == null ? Double.POSITIVE_INFINITY : seconds.median();
  }

  private static double allocated(OwnStep ours, double secondsPerStep) {
    int steps = (int) Math.max(1, Math.min(COUNTED, COUNTING_SECONDS / secondsPerStep));
    return (double) ours.allocated(steps) / steps;
  }

  /** Tries every formulation and keeps the fastest open. */
  private List<Tried> finalists(
      TrainingShape shape, OwnStep ours, List<PeerResult> slower, List<String> remarks) {
    List<Tried> kept = new ArrayList<>();
    if (peer == null) {
      return kept;
    }
    for (String formulation : peer.shape(shape)) {
      double limit = kept.isEmpty() ? Double.POSITIVE_INFINITY : HOPELESS * kept.get(0).seconds();
      try {
        tried(peer, shape, formulation, ours, limit).ifPresent(kept::add);
      } catch (PeerFailure e) {
        remarks.add(shape.name() + ", " + formulation + ": " + e.getMessage());
      }
      kept.sort(Comparator.comparingDouble(Tried::seconds));
      if (kept.size() > FINALISTS) {
        Tried last = kept.remove(FINALISTS);
        slower.add(new PeerResult(last.step().formulation(), null, last.seconds()));
        last.step().close();
      }
    }
    slower.sort(Comparator.comparingDouble(PeerResult::trial));
    return kept;
  }

  /**
   * Tries a formulation. One whose first steps last longer than a limit, and so long that what
   * happens once does not matter, is timed by those; it would keep the others waiting for minutes.
   */
  private Optional<Tried> tried(
      Peer other, TrainingShape shape, String formulation, OwnStep ours, double limit) {
    double start = Clock.WALL.seconds();
    PeerStep step = new PeerStep(other, formulation);
    double first = (Clock.WALL.seconds() - start) / OwnStep.FIRST_LOSSES;
    Optional<String> objection =
        Agreement.objection(shape, formulation, ours.firstLosses(), step.firstLosses());
    if (objection.isPresent()) {
      wrong.add(objection.get());
      step.close();
      return Optional.empty();
    }
    if (first > Math.max(LONG_STEP, limit)) {
      return Optional.of(new Tried(step, first));
    }
    Rounds trial = new Rounds(1, rounds.seconds(), rounds.warmUp() / 4);
    double warm = trial.warm(step).secondsPerStep();
    double seconds = trial.time(List.of(step), List.of(warm)).get(0).median();
    return Optional.of(new Tried(step, seconds));
  }
}
