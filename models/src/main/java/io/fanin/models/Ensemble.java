package io.fanin.models;

import io.fanin.kernel.LossTerm;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Networks side by side in one plan: member {@code r} is replica {@code r}, with the bits that it
 * would have alone.
 *
 * <p>Specs of members that agree in level, widths and function become one spec, whatever they read;
 * the others stand beside each other. With {@link Rows#OWN} member {@code r} also reads its own
 * list of rows, stream {@code r}; all lists choose from one table. Immutable.
 */
public final class Ensemble {
  private final List<Network> members;
  private final Rows rows;
  private final Forest forest;

  private Ensemble(List<Network> members, Rows rows) {
    this.members = List.copyOf(members);
    this.rows = rows;
    this.forest = new Forest(this.members, rows);
  }

  /**
   * These networks as one.
   *
   * @param members at least one
   */
  public static Ensemble of(List<Network> members, Rows rows) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one member");
    }
    return new Ensemble(members, rows);
  }

  /** One network {@code count} times. */
  public static Ensemble of(Network member, int count, Rows rows) {
    return of(Collections.nCopies(count, member), rows);
  }

  /** How many members. */
  public int size() {
    return members.size();
  }

  /** A member. */
  public Network member(int r) {
    return members.get(r);
  }

  /** Which rows the members see. */
  public Rows rows() {
    return rows;
  }

  /** The plan without losses. */
  public Plan plan() {
    return forest.plan();
  }

  /**
   * The plan that minimises these for every member, each on its own.
   *
   * <p>Terms stand member by member, those of one in the order given; all members read the same
   * target columns.
   */
  public Plan withLosses(List<Objective> objectives) {
    List<LossTerm> terms = new ArrayList<>();
    for (int r = 0; r < members.size(); r++) {
      terms.addAll(terms(r, objectives, 0));
    }
    return plan().withLosses(terms);
  }

  /**
   * The same for members with targets of their own: those of member {@code r} start at column
   * {@code firstColumns[r]}.
   */
  public Plan withLosses(List<Objective> objectives, int[] firstColumns) {
    if (firstColumns.length != members.size()) {
      throw new IllegalArgumentException(
          "%d members need as many first columns, not %d"
              .formatted(members.size(), firstColumns.length));
    }
    List<LossTerm> terms = new ArrayList<>();
    for (int r = 0; r < members.size(); r++) {
      terms.addAll(terms(r, objectives, firstColumns[r]));
    }
    return plan().withLosses(terms);
  }

  private List<LossTerm> terms(int r, List<Objective> objectives, int firstColumn) {
    List<LossTerm> terms = new ArrayList<>();
    for (LossTerm t : members.get(r).terms(objectives)) {
      int column = Math.addExact(firstColumn, t.targetColumn());
      terms.add(
          new LossTerm(t.name(), t.loss(), block(r, t.block()), column, t.weight(), r, stream(r)));
    }
    return terms;
  }

  private int stream(int r) {
    return rows == Rows.OWN ? r : 0;
  }

  /** The block of the ensemble that is a block of member {@code r}. */
  public int block(int r, int memberBlock) {
    return forest.block(r, memberBlock);
  }

  /** A named output of member {@code r}, in the ensemble. */
  public Output output(int r, String name) {
    return new Output(name, block(r, members.get(r).output(name).block()), r);
  }

  /**
   * Copies the parameters of member {@code r} into the ensemble's; also for gradients and for slots
   * of an optimizer's state.
   *
   * @param from {@code [member(r).parameters()]}
   * @param to {@code [plan().parameters()]}; the other members' are left alone
   */
  public void scatter(int r, double[] from, double[] to) {
    forest.copy(r, from, to, true);
  }

  /**
   * Copies the parameters of member {@code r} out of the ensemble's.
   *
   * @param from {@code [plan().parameters()]}
   * @param to {@code [member(r).parameters()]}
   */
  public void gather(int r, double[] from, double[] to) {
    forest.copy(r, to, from, false);
  }

  /**
   * First parameters: member {@code r} starts as it does alone with {@code seeds[r]}.
   *
   * @return {@code [plan().parameters()]}
   */
  public double[] initial(Initialiser initialiser, long[] seeds) {
    if (seeds.length != members.size()) {
      throw new IllegalArgumentException(
          "%d members need as many seeds, not %d".formatted(members.size(), seeds.length));
    }
    double[] all = new double[plan().parameters()];
    for (int r = 0; r < seeds.length; r++) {
      scatter(r, members.get(r).initial(initialiser, seeds[r]), all);
    }
    return all;
  }

  @Override
  public String toString() {
    return "ensemble of %d, %s".formatted(size(), plan());
  }
}
