package io.fanin.hierarchy.sparse;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.experiments.oracle.hierarchy.Spread;
import io.fanin.hierarchy.complexity.Ladder;
import io.fanin.hierarchy.complexity.Networks;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import io.fanin.models.Sizing;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of network at one number of empty places.
 *
 * @param empties s0
 */
record SparseCell(Arm arm, int empties) {
  private static final long MOST_PLACES = 1 << 16;
  private static final double SHARE = 0.5; // of all strings, that may be drawn

  /** The costliest first, so that threads end together. */
  static List<SparseCell> all(SettingValues values) {
    List<SparseCell> cells = new ArrayList<>();
    List<Integer> empties = empties(values);
    for (int i = empties.size() - 1; i >= 0; i--) {
      for (Arm arm : arms(values)) {
        cells.add(new SparseCell(arm, empties.get(i)));
      }
    }
    return cells;
  }

  static List<Arm> arms(SettingValues values) {
    return values.text(SparseKeys.EQUAL).equals(SparseKeys.PARAMETERS)
        ? List.of(Arm.LOCAL, Arm.WIDE_CONV, Arm.CONV)
        : List.of(Arm.LOCAL, Arm.CONV);
  }

  static List<Integer> empties(SettingValues values) {
    List<Integer> empties = values.integers(SparseKeys.EMPTIES);
    for (int i = 1; i < empties.size(); i++) {
      if (empties.get(i) <= empties.get(i - 1)) {
        throw new InvalidInputException(
            "empties=%s must rise; put them in order, each once".formatted(empties));
      }
    }
    return empties;
  }

  static GrammarShape shape(SettingValues values) {
    return new GrammarShape(
        values.integer(SparseKeys.CLASSES),
        values.integer(SparseKeys.SYMBOLS),
        values.integer(SparseKeys.SYNONYMS),
        values.integer(SparseKeys.BRANCHING),
        values.integer(SparseKeys.LEVELS));
  }

  Spread spread(SettingValues values) {
    boolean anywhere = values.text(SparseKeys.LAW).equals(SparseKeys.ANYWHERE);
    return new Spread(anywhere ? Spread.Law.ANYWHERE : Spread.Law.OWN_PATCH, empties);
  }

  /** The error of a guess. */
  static double chance(SettingValues values) {
    return 1 - 1.0 / values.integer(SparseKeys.CLASSES);
  }

  /** Error at which a network has learnt. */
  static double threshold(SettingValues values) {
    return values.real(SparseKeys.LEARNT) * chance(values);
  }

  /** {@code n_c m^L (s0 + 1)^2}. */
  double scale(SettingValues values) {
    return shape(values).deepScale() * (empties + 1.0) * (empties + 1.0);
  }

  /** Most samples beside the test rows. */
  double most(SettingValues values) {
    double strings = spread(values).total(shape(values)).doubleValue();
    return SHARE * strings - values.integer(SparseKeys.TEST);
  }

  Ladder ladder(SettingValues values) {
    return Ladder.geometric(
        values.real(SparseKeys.FIRST) * scale(values),
        values.real(SparseKeys.RATIO),
        values.integer(SparseKeys.RUNGS),
        most(values));
  }

  /** As many layers as levels, each reading what one symbol is written as. */
  Network network(SettingValues values) {
    GrammarShape shape = shape(values);
    int places = spread(values).places(shape);
    if (places > MOST_PLACES) {
      throw new InvalidInputException(
          "strings of (branching * (empties + 1))^levels = %d places are too long; at most %d: lower one of them"
              .formatted(places, MOST_PLACES));
    }
    Networks networks = new Networks(places, shape.symbols(), shape.classes());
    int window = shape.branching() * (empties + 1);
    boolean shared = arm.shared() && !values.setup().control();
    if (arm == Arm.WIDE_CONV) {
      long parameters = new SparseCell(Arm.LOCAL, empties).network(values).trainableParameters();
      return networks.treeOfSize(shared, shape.levels(), window, Sizing.PARAMETERS, parameters);
    }
    return networks.tree(shared, shape.levels(), window, values.integer(SparseKeys.CHANNELS));
  }
}
