package io.fanin.experiments.claim.cipher;

import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Cost;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.claim.PositionPaper;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Source;
import io.fanin.experiments.sweep.SweepResults;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.settings.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Bits of a cipher are compositionally sparse and cannot be learnt, even with the right wiring. */
public final class NotSufficient implements ClaimProvider {
  static final String BLOCK = "block";
  static final String ROUNDS = "rounds";
  static final String BITS = "bits";
  static final String SAMPLES = "samples";
  static final String VALIDATION = "validation-rows";
  static final String TEST = "test-rows";
  static final String WIDTH = "width";
  static final String NODE_WIDTH = "node-width";
  static final String EPOCHS = "epochs";
  static final String PATIENCE = "patience";
  static final String BATCH = "batch";
  static final String RATE = "rate";
  static final String NODE_RATE = "node-rate";

  private static final double FLOPS_PER_SECOND = 6.5e10;
  private static final double ROW_SECONDS = 2.4e-6; // of a small wired network, above its flops

  @Override
  public String id() {
    return "not-sufficient";
  }

  @Override
  public String title() {
    return "Sparse is not sufficient";
  }

  @Override
  public String sentence() {
    return "A bit of a block cipher is a graph of constituents of four arguments, and its graph grows only"
        + " linearly with the rounds; but after three rounds neither a dense network nor one with the"
        + " right wiring learns it from examples, while the same wiring learns it when every node has"
        + " labels.";
  }

  @Override
  public List<Source> sources() {
    return List.of(
        PositionPaper.at("theorem 4.1"),
        new Source(
            "O. Goldreich, S. Goldwasser, S. Micali: How to construct random functions. Journal of the"
                + " ACM 33 (1986)",
            """
            @article{goldreich1986how,
              author = {Goldreich, Oded and Goldwasser, Shafi and Micali, Silvio},
              title = {How to construct random functions},
              journal = {Journal of the ACM},
              volume = {33}, number = {4}, pages = {792--807}, year = {1986}
            }
            """),
        new Source(
            "H. Heys: A tutorial on linear and differential cryptanalysis. Cryptologia 26 (2002)",
            """
            @article{heys2002tutorial,
              author = {Heys, Howard M.},
              title = {A tutorial on linear and differential cryptanalysis},
              journal = {Cryptologia},
              volume = {26}, number = {3}, pages = {189--221}, year = {2002}
            }
            """));
  }

  @Override
  public String prediction() {
    return "accuracy on new blocks: 1 after one round; 1/2 from three rounds on, for dense networks and for"
        + " the right wiring; 1 for the right wiring with labels of all nodes";
  }

  @Override
  public String rule() {
    return "Exact binomial 95% intervals of the accuracy on new blocks, bits together. One round: dense and"
        + " wired at least 0.98. Three rounds and more: dense and wired below 0.52. All rounds: wired"
        + " with node labels at least 0.98. Two rounds are printed. All must hold; any that fails"
        + " makes the claim fail.";
  }

  @Override
  public String control() {
    return "the S-boxes are left out, so that a round only moves bits and turns some";
  }

  @Override
  public String deviations() {
    return "The theorem speaks of pseudo-random functions; a toy cipher of few rounds stands for one, with"
        + " blocks of 32 bits, since on 16 bits a network can memorise a good part of all inputs. It"
        + " says nothing about other learners than the two trained here. One dense network learns all"
        + " the bits at once as outputs of its own; wired networks learn one each.";
  }

  @Override
  public List<Key<?>> keys(Mode mode) {
    boolean full = mode == Mode.FULL;
    return List.of(
        Key.integer(BLOCK, full ? 64 : 32, "Bits of a block: 16, 32, 48 or 64.").between(16, 64),
        Key.integers(ROUNDS, List.of(1, 2, 3, 4), "Rounds of the cipher.").between(1, 16),
        Key.integer(BITS, 5, "Output bits that are learnt.").between(1, 16),
        Key.integer(SAMPLES, full ? 1 << 18 : 1 << 16, "Blocks to learn from.")
            .between(100, 10_000_000),
        Key.integer(VALIDATION, 1 << 12, "Blocks that say when to stop.").between(10, 1_000_000),
        Key.integer(TEST, 1 << 15, "New blocks that accuracy is measured on.")
            .between(100, 10_000_000),
        Key.integer(WIDTH, 256, "Units of each of the two layers of a dense network.")
            .between(1, 10_000),
        Key.integer(NODE_WIDTH, 32, "Hidden units of a constituent in a wired network.")
            .between(1, 10_000),
        Key.integer(EPOCHS, 40, "Passes over the blocks at most.").between(1, 10_000),
        Key.integer(
                PATIENCE, full ? 6 : 3, "Passes without a better validation loss before the stop.")
            .between(1, 1000),
        Key.integer(BATCH, 256, "Blocks in a step.").between(1, 100_000),
        Key.real(RATE, 0.001, "Adam's rate of dense networks.").above(0).atMost(1),
        Key.real(NODE_RATE, 0.005, "Adam's rate of wired networks.").above(0).atMost(1));
  }

  @Override
  public Cost cost(ClaimSetup setup) {
    SettingValues values = new SettingValues(setup);
    double rows = values.integer(SAMPLES);
    double seconds = 2;
    int networks = 0;
    for (Group group : Group.all(values)) {
      double epochs = Math.min(values.integer(EPOCHS), group.rounds() > 2 ? 5 : 12);
      networks++;
      seconds +=
          epochs * rows * (6.0 * group.multiplyAdds(values) / FLOPS_PER_SECOND + ROW_SECONDS) / 2;
    }
    return new Cost(networks, networks, seconds);
  }

  @Override
  public List<TrialTask> plan(ClaimSetup setup, ClaimEnvironment environment) {
    SettingValues values = new SettingValues(setup);
    Map<Integer, Supplier<CipherData>> data = new TreeMap<>();
    List<TrialTask> tasks = new ArrayList<>();
    for (Group group : Group.all(values)) {
      Supplier<CipherData> own =
          data.computeIfAbsent(group.rounds(), r -> CipherData.shared(r, values));
      tasks.add(new CipherTask(group, values, own, environment));
    }
    return tasks;
  }

  @Override
  public ClaimReport conclude(ClaimSetup setup, SweepResults results) {
    return new Conclusion(setup, results.all()).findings().report(this, setup);
  }
}
