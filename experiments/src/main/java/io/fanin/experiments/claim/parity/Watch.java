package io.fanin.experiments.claim.parity;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.Program;
import io.fanin.kernel.Slice;
import io.fanin.models.Ensemble;
import io.fanin.models.Network;
import io.fanin.optim.Role;
import io.fanin.random.RandomStream;
import io.fanin.train.EvaluationSet;
import io.fanin.train.Metrics;
import io.fanin.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at checkpoints a factor 2^(1/4) apart: accuracy on fixed rows, and the share of the first
 * layer's squared weights that stands on the set, which grows long before the accuracy does.
 */
final class Watch {
  private static final int FIRST = 16;
  private static final int PER_OCTAVE = 4;

  private final Network network;
  private final Cell cell;
  private final double wanted;
  private final long last;
  private final double[] inputs;
  private final double[] targets;
  private final double[] reached;
  private final List<List<double[]>> seen = new ArrayList<>(); // step, accuracy, mass
  private int[] members = {};
  private long done;
  private int checkpoint;
  private long next = FIRST;

  Watch(Network network, int networks, Cell cell, SettingValues values) {
    this.network = network;
    this.cell = cell;
    wanted = values.real(Parity.ACCURACY);
    last = values.integer(Parity.STEPS);
    int count = values.integer(Parity.TEST);
    inputs = new double[count * cell.n()];
    targets = new double[count];
    RandomStream random = RandomStream.of(values.setup().seed(), "parity-test", cell.n());
    new SignSampler(cell, 0).fill(random, inputs, targets, count);
    reached = new double[networks];
    Arrays.fill(reached, Double.POSITIVE_INFINITY);
    for (int s = 0; s < networks; s++) {
      seen.add(new ArrayList<>());
    }
  }

  /** Starts a phase with the networks that have not arrived; false if none has to go on. */
  boolean begin() {
    members =
        IntStream.range(0, reached.length).filter(s -> Double.isInfinite(reached[s])).toArray();
    return members.length > 0 && done < last;
  }

  /** The networks of this phase. */
  int[] members() {
    return members.clone();
  }

  /** Steps before this phase. */
  long done() {
    return done;
  }

  /** The test rows on a device; the caller closes them. */
  Buffer rows(Device device) {
    Buffer rows = device.allocate(DType.FLOAT, targets.length, cell.n());
    rows.write(inputs, 0, targets.length);
    return rows;
  }

  /** What listens to this phase. */
  TrainingListener over(Program program, Ensemble ensemble, Buffer rows) {
    int[] all = new int[targets.length];
    Arrays.setAll(all, r -> r);
    EvaluationSet set = EvaluationSet.shared(rows, targets, 1, ensemble.size(), all);
    long before = done;
    return new TrainingListener() {
      @Override
      public boolean stepped(long step) {
        done = before + step;
        return look(program, ensemble, set) && !Thread.currentThread().isInterrupted();
      }
    };
  }

  /** Whether the phase goes on. */
  private boolean look(Program program, Ensemble ensemble, EvaluationSet set) {
    if (done != next && done != last) {
      return true;
    }
    while (next <= done) {
      checkpoint++;
      next = Math.round(FIRST * StrictMath.pow(2, (double) checkpoint / PER_OCTAVE));
    }
    double[] errors = Metrics.errorRate("test", set).measure(program);
    double[] parameters = new double[program.plan().parameters()];
    program.readParameters(parameters);
    int left = 0;
    for (int m = 0; m < members.length; m++) {
      int s = members[m];
      if (Double.isInfinite(reached[s])) {
        double accuracy = 1 - errors[m];
        seen.get(s).add(new double[] {done, accuracy, mass(ensemble, m, parameters)});
        reached[s] = accuracy >= wanted ? done : reached[s];
        left += accuracy >= wanted ? 0 : 1;
      }
    }
    return 2 * left > members.length;
  }

  private double mass(Ensemble ensemble, int member, double[] parameters) {
    double[] own = new double[network.parameters()];
    ensemble.gather(member, parameters, own);
    Slice first =
        network.plan().slices().stream()
            .filter(slice -> slice.role() == Role.WEIGHT)
            .findFirst()
            .orElseThrow();
    double on = 0;
    double all = 0;
    for (int i = 0; i < first.size(); i++) {
      double w = own[first.offset() + i];
      all += w * w;
      on += i % cell.n() < cell.learnt() ? w * w : 0;
    }
    return on / all;
  }

  double reached(int s) {
    return reached[s];
  }

  double[] steps(int s) {
    return seen.get(s).stream().mapToDouble(x -> x[0]).toArray();
  }

  double[] accuracies(int s) {
    return seen.get(s).stream().mapToDouble(x -> x[1]).toArray();
  }

  double[] masses(int s) {
    return seen.get(s).stream().mapToDouble(x -> x[2]).toArray();
  }
}
