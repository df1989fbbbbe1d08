package io.fanin.hierarchy.deep;

import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.oracle.hierarchy.GrammarShape;
import io.fanin.hierarchy.complexity.Ladder;
import io.fanin.hierarchy.complexity.Networks;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One size of grammar that is learnt.
 *
 * @param shape with as many synonyms as symbols
 * @param diagonal whether it is one of those that differ in symbols and synonyms together; a
 *     two-layer network is measured there too
 */
record Cell(GrammarShape shape, boolean diagonal) {
  private static final double MOST = 0.95; // of all data; nearer to them the held-out ones differ

  /** The largest first, so that threads end together. */
  static List<Cell> all(SettingValues values) {
    List<Cell> cells = new ArrayList<>(diagonal(values));
    for (Cell cell : byClasses(values)) {
      if (cells.stream().noneMatch(other -> other.shape().equals(cell.shape()))) {
        cells.add(cell);
      }
    }
    cells.sort(Comparator.comparingDouble((Cell cell) -> -cell.shape().deepScale()));
    return cells;
  }

  /** Symbols and synonyms grow together, smallest first. */
  static List<Cell> diagonal(SettingValues values) {
    return rising(values.integers(HierarchyKeys.SYMBOLS), HierarchyKeys.SYMBOLS).stream()
        .map(v -> new Cell(shape(values, v, values.integer(HierarchyKeys.CLASSES)), true))
        .toList();
  }

  /** The number of classes grows, smallest first. */
  static List<Cell> byClasses(SettingValues values) {
    int v = values.integer(HierarchyKeys.SWEEP_SYMBOLS);
    return rising(values.integers(HierarchyKeys.SWEEP), HierarchyKeys.SWEEP).stream()
        .map(n -> new Cell(shape(values, v, n), false))
        .toList();
  }

  private static List<Integer> rising(List<Integer> list, String key) {
    for (int i = 1; i < list.size(); i++) {
      if (list.get(i) <= list.get(i - 1)) {
        throw new InvalidInputException(
            "%s=%s must rise; put them in order, each once".formatted(key, list));
      }
    }
    return list;
  }

  private static GrammarShape shape(SettingValues values, int v, int classes) {
    int s = values.integer(HierarchyKeys.BRANCHING);
    if (values.setup().control() && (s != 2 || classes > v)) {
      throw new InvalidInputException(
          ("the control's rules need branching=2 and no more classes than symbols, were branching=%d,"
                  + " %d classes, %d symbols; change them or leave out --control")
              .formatted(s, classes, v));
    }
    return new GrammarShape(classes, v, v, s, values.integer(HierarchyKeys.LEVELS));
  }

  /** The error of a guess. */
  double chance() {
    return 1 - 1.0 / shape.classes();
  }

  /** Error at which a network has learnt. */
  double threshold(SettingValues values) {
    return values.real(HierarchyKeys.LEARNT) * chance();
  }

  /** Most samples beside the test rows. */
  double most(SettingValues values) {
    return MOST * shape.total().doubleValue() - values.integer(HierarchyKeys.TEST);
  }

  Ladder ladder(SettingValues values) {
    return Ladder.geometric(
        values.real(HierarchyKeys.FIRST) * shape.deepScale(),
        values.real(HierarchyKeys.RATIO),
        values.integer(HierarchyKeys.RUNGS),
        most(values));
  }

  Networks networks() {
    return new Networks(shape.leaves(), shape.symbols(), shape.classes());
  }

  /** The deep network: as many layers as levels, each reading what one rule writes. */
  Network deep(SettingValues values) {
    return networks()
        .tree(true, shape.levels(), shape.branching(), values.integer(HierarchyKeys.CHANNELS));
  }

  /** Short, for figures. */
  String label() {
    return "v = m = %d, n_c = %d".formatted(shape.symbols(), shape.classes());
  }
}
