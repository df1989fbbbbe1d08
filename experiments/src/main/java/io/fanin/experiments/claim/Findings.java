package io.fanin.experiments.claim;

import io.fanin.experiments.result.ClaimReport;
import io.fanin.experiments.result.Comparison;
import io.fanin.experiments.result.DataTable;
import io.fanin.experiments.result.EndpointResult;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.GraphPicture;
import io.fanin.experiments.result.Outcome;
import io.fanin.experiments.stats.Interval;
import io.fanin.experiments.stats.Judgement;
import io.fanin.experiments.stats.OrderingRule;
import io.fanin.experiments.stats.Verdict;
import io.fanin.experiments.stats.VerdictRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a claim found: every part that is judged, and what is shown beside it. The verdict
 * is that of all parts together, by {@link Judgement#all}.
 */
public final class Findings {
  private final String scale;
  private final List<Judgement> parts = new ArrayList<>();
  private final List<EndpointResult> endpoints = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<DataTable> tables = new ArrayList<>();
  private final List<GraphPicture> pictures = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param scale how far was looked, such as {@code n ≤ 16}
   */
  public Findings(String scale) {
    this.scale = scale;
  }

  /** How far was looked. */
  public String scale() {
    return scale;
  }

  /**
   * Judges a primary endpoint.
   *
   * @param symbol as in the prediction's formula; may be empty
   * @param predicted what the theory says, or null where it bounds one side
   * @param note how the interval was made
   */
  public Findings judge(
      VerdictRule rule, String symbol, @Nullable Double predicted, Interval interval, String note) {
    Judgement judgement = rule.judge(interval, scale);
    parts.add(judgement);
    var ends = Verdicts.ends(interval);
    if (ends != null) {
      endpoints.add(
          new EndpointResult(
              rule.endpoint(),
              symbol,
              predicted,
              rule.range(),
              new io.fanin.experiments.result.Interval(rule.from(), rule.to()),
              interval.estimate(),
              ends,
              interval.level(),
              true,
              Verdicts.outcome(judgement.verdict()),
              note));
    }
    return this;
  }

  /** Shows an endpoint that is not judged. */
  public Findings show(
      String name, String symbol, @Nullable Double predicted, Interval interval, String note) {
    var ends = Verdicts.ends(interval);
    if (ends != null) {
      endpoints.add(
          new EndpointResult(
              name,
              symbol,
              predicted,
              "printed, not judged",
              null,
              interval.estimate(),
              ends,
              interval.level(),
              false,
              null,
              note));
    }
    return this;
  }

  /** Gives the result of a measurement: a number of which the theory says nothing. */
  public Findings measure(String name, String symbol, Interval interval, String note) {
    var ends = Verdicts.ends(interval);
    parts.add(
        Judgement.measured(
            ends == null ? name + " could not be estimated" : name + " " + interval));
    if (ends != null) {
      endpoints.add(
          new EndpointResult(
              name,
              symbol,
              null,
              "measured, not judged",
              null,
              interval.estimate(),
              ends,
              interval.level(),
              true,
              Outcome.MEASURED,
              note));
    }
    return this;
  }

  /** Judges all orderings of the claim, corrected together. */
  public Findings judge(
      OrderingRule rule, List<io.fanin.experiments.stats.Comparison> orderings, String measure) {
    parts.addAll(rule.judgeEach(orderings, scale));
    comparisons.addAll(Verdicts.comparisons(orderings, rule, measure, scale));
    return this;
  }

  /** Adds a part that was judged elsewhere. */
  public Findings judged(Judgement judgement) {
    parts.add(judgement);
    return this;
  }

  /** Adds a part that is true or false without an interval, such as a count. */
  public Findings exact(boolean holds, String found, String wanted) {
    return judged(new Judgement(holds ? Verdict.HOLDS : Verdict.FAILS, found, wanted));
  }

  /** Adds a figure. */
  public Findings figure(Figure figure) {
    figures.add(figure);
    return this;
  }

  /** Adds a table. */
  public Findings table(DataTable table) {
    tables.add(table);
    return this;
  }

  /** Adds a drawn graph. */
  public Findings picture(GraphPicture picture) {
    pictures.add(picture);
    return this;
  }

  /** The report. */
  public ClaimReport report(ClaimProvider claim, ClaimSetup setup) {
    return new ClaimReport(
        claim.id(),
        claim.title(),
        claim.sentence(),
        claim.sources(),
        claim.prediction(),
        claim.rule(),
        Verdicts.of(summary(), scale),
        setup.control(),
        endpoints,
        comparisons,
        figures,
        tables,
        pictures,
        List.of(),
        SettingsTable.of(claim.keys(setup.mode()), setup.settings()),
        claim.deviations());
  }

  /** All parts in one judgement that says the scale once, since the verdict says it too. */
  private Judgement summary() {
    Judgement whole = Judgement.all(parts);
    String said = whole.reason().replace(", at this scale (" + scale + ")", "");
    return new Judgement(whole.verdict(), said.replace(" (" + scale + ")", ""), whole.change());
  }
}
