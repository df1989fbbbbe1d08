package io.fanin.experiments.claim.learnability;

import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Findings;
import io.fanin.experiments.claim.SettingValues;
import io.fanin.experiments.stats.CensoredMedian;
import io.fanin.experiments.stats.Proportion;
import io.fanin.experiments.stats.VerdictRule;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What orders targets by their times, and how many have a first-order signal. */
final class Conclusion {
  private final SettingValues values;
  private final Map<Family, List<double[]>> predictors = new EnumMap<>(Family.class); // all drawn
  private final Map<Family, TrialResult[][]> runs = new EnumMap<>(Family.class); // [arm][number]
  private final List<List<Item>> items = new ArrayList<>();

  Conclusion(ClaimSetup setup, List<TrialResult> all) {
    values = new SettingValues(setup);
    int trained = values.integer(Learnability.TRAINED);
    for (Family family : Family.values()) {
      runs.put(family, new TrialResult[Arm.values().length][trained]);
    }
    int at = 0;
    List<Integer> sizes = values.integers(Learnability.SIZES).stream().distinct().toList();
    for (Arm arm : Arm.values()) {
      for (int n : sizes) {
        for (Family family : Family.values()) {
          for (int number = 0; number < trained; number++) {
            if (RandomTarget.inputs(number, values) == n) {
              runs(family)[arm.place()][number] = all.get(at++);
            }
          }
        }
      }
    }
    for (Family family : Family.values()) {
      List<double[]> own = new ArrayList<>();
      for (int number = 0; number < values.integer(Learnability.DRAWN); number++) {
        own.add(all.get(at++).series(OracleTask.PREDICTORS));
      }
      predictors.put(family, own);
      items.add(items(family, own));
    }
  }

  private List<Item> items(Family family, List<double[]> own) {
    int trained = values.integer(Learnability.TRAINED);
    int[] whose = new int[trained];
    java.util.Arrays.setAll(whose, i -> i);
    if (values.setup().control()) {
      RandomStream.of(values.setup().seed(), "learnability-control", family.place()).shuffle(whose);
    }
    List<Item> list = new ArrayList<>();
    for (int number = 0; number < trained; number++) {
      double[] times = new double[Arm.values().length];
      for (Arm arm : Arm.values()) {
        times[arm.place()] = time(runs(family)[arm.place()][number]);
      }
      list.add(new Item(family, own.get(whose[number]), times));
    }
    return list;
  }

  /** The median over starts. */
  private static double time(TrialResult run) {
    return CensoredMedian.of(run.series(LearningTask.STEPS), VerdictRule.LEVEL)
        .interval()
        .estimate();
  }

  Findings findings() {
    int trained = values.integer(Learnability.TRAINED);
    Findings findings =
        new Findings(
            "%d targets learnt in each of %d families, n = %s, %d steps"
                .formatted(
                    trained,
                    Family.values().length,
                    values.integers(Learnability.SIZES),
                    values.integer(Learnability.STEPS)));
    Concordances concordances = Concordances.of(items, values.setup().seed());
    for (Predictor p : Predictor.values()) {
      if (!p.trivial()) {
        findings.measure(
            p.label() + " beyond size, depth and n",
            "C - max C",
            concordances.beyond()[p.place()],
            "bootstrap over targets within families");
      }
    }
    measureShares(findings);
    Pictures pictures = new Pictures(this, values);
    return findings
        .figure(pictures.bars(concordances))
        .figure(pictures.scatter())
        .table(pictures.predictors(concordances))
        .table(pictures.families())
        .table(pictures.networks());
  }

  private void measureShares(Findings findings) {
    int drawn = values.integer(Learnability.DRAWN) * Family.values().length;
    int leapOne = 0;
    int signals = 0;
    for (Family family : Family.values()) {
      leapOne += leapOne(family);
      signals += signals(family);
    }
    findings.measure(
        "share of random targets of leap 1",
        "",
        Proportion.exact(leapOne, drawn, VerdictRule.LEVEL),
        "exact binomial, families together");
    findings.measure(
        "share with a first-order coefficient of at least " + values.real(Learnability.SIGNAL),
        "",
        Proportion.exact(signals, drawn, VerdictRule.LEVEL),
        "exact binomial, families together");
  }

  List<List<Item>> items() {
    return items;
  }

  TrialResult[][] runs(Family family) {
    return Objects.requireNonNull(runs.get(family));
  }

  int leapOne(Family family) {
    return count(family, p -> p[Predictor.LEAP.place()] == 1);
  }

  int signals(Family family) {
    double least = values.real(Learnability.SIGNAL);
    return count(family, p -> -p[Predictor.FIRST.place()] >= least);
  }

  private int count(Family family, java.util.function.Predicate<double[]> which) {
    return (int) Objects.requireNonNull(predictors.get(family)).stream().filter(which).count();
  }
}
