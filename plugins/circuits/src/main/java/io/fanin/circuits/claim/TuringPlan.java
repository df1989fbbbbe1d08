package io.fanin.circuits.claim;

import io.fanin.circuits.machine.Configuration;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.ShippedMachines;
import io.fanin.circuits.machine.Simulator;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.Trace;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.circuits.network.ExactNetwork;
import io.fanin.circuits.network.Runner;
import io.fanin.circuits.network.TableauNetwork;
import io.fanin.experiments.claim.ClaimEnvironment;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.sweep.Numerics;
import io.fanin.experiments.sweep.Settings;
import io.fanin.experiments.sweep.Trial;
import io.fanin.experiments.sweep.TrialResult;
import io.fanin.experiments.sweep.TrialTask;
import io.fanin.graph.SparseGraph;
import io.fanin.kernel.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One trial of equality and one of sizes for each machine. */
final class TuringPlan {
  static final String WORDS = "words";
  static final String DIFFERENT = "different";
  static final String MISCOUNTED = "miscounted";
  static final String STEPS = "steps";
  static final String CELLS = "cells";

  /** A machine whose tableau grows as the fourth power is compared on shorter words. */
  private static final int LONGEST_COUNTING = 4;

  private static final int STEP_LIMIT = 1_000_000;

  private TuringPlan() {}

  static int trials(ClaimSetup setup) {
    int trials = 0;
    for (String name : ShippedMachines.NAMES) {
      trials += longest(name, setup) + 1;
    }
    return trials;
  }

  private static int longest(String machine, ClaimSetup setup) {
    int length = setup.settings().get(TuringClaim.LENGTH);
    return machine.equals("unary-to-binary") ? Math.min(length, LONGEST_COUNTING) : length;
  }

  static List<TrialTask> tasks(ClaimSetup setup, ClaimEnvironment environment) {
    List<TrialTask> tasks = new ArrayList<>();
    for (String name : ShippedMachines.NAMES) {
      for (int length = 1; length <= longest(name, setup); length++) {
        tasks.add(equality(name, length, setup, environment));
      }
      tasks.add(sizes(name, setup));
    }
    return tasks;
  }

  private static TrialTask equality(
      String name, int length, ClaimSetup setup, ClaimEnvironment environment) {
    TuringMachine machine = ShippedMachines.named(name);
    Words words = new Words(machine, "", length);
    Window whole = words.window(STEP_LIMIT, 0, setup.seed());
    Window window = setup.control() ? shorter(whole) : whole;
    ExactNetwork network = TableauNetwork.of(new Tableau(machine, window, length), false);
    Numerics numerics = environment.numerics(network.network().plan(), DType.FLOAT);
    Settings settings =
        Settings.of(Map.of("machine", name, "length", length, "control", setup.control()));
    Trial trial = Trial.of("turing", "equality", settings, setup.seed(), numerics);
    return TrialTask.of(
        trial,
        own -> {
          try (Runner runner =
              new Runner(network, environment.provider(network.network().plan(), DType.FLOAT))) {
            return compare(own, machine, words, whole, window, runner);
          }
        });
  }

  /** A step less; a run of one step keeps it, and takes a tape of one cell less. */
  private static Window shorter(Window window) {
    return new Window(Math.max(1, window.steps() - 1), window.from(), window.width());
  }

  private static TrialResult compare(
      Trial trial, TuringMachine machine, Words words, Window whole, Window window, Runner runner) {
    Tableau tableau = new Tableau(machine, window, words.length());
    Oblivious oblivious = new Oblivious(machine, window, words.length());
    Trace trace = new Trace(machine, window, words);
    Simulator simulator = new Simulator(machine);
    int different = 0;
    List<int[]> list = words.list(trial.seed());
    for (int at = 0; at < list.size(); at += runner.batch()) {
      List<int[]> part = list.subList(at, Math.min(list.size(), at + runner.batch()));
      double[][] rows =
          runner.run(part.stream().map(w -> TableauNetwork.encode(machine, w)).toList());
      for (int i = 0; i < part.size(); i++) {
        simulator.load(part.get(i));
        simulator.run(whole.steps());
        Configuration end = simulator.configuration(window);
        boolean same =
            tableau.evaluate(part.get(i)).equals(end)
                && oblivious.evaluate(part.get(i)).equals(end)
                && trace.evaluate(part.get(i)).equals(end)
                && TableauNetwork.decode(machine, rows[i]).equals(end);
        different += same ? 0 : 1;
      }
    }
    return TrialResult.of(trial)
        .number(WORDS, list.size())
        .number(DIFFERENT, different)
        .number(MISCOUNTED, miscounted(tableau, oblivious, whole))
        .build();
  }

  /** How many of the counts differ from their formulas in the machine's own T and W. */
  private static int miscounted(Tableau tableau, Oblivious oblivious, Window whole) {
    SparseGraph three = tableau.graph().graph();
    SparseGraph two = oblivious.graph().graph();
    long area = whole.area();
    long[] counts = {
      three.nodes(), three.edges(), three.maxFanIn(), three.depth(),
      two.nodes(), two.edges(), two.maxFanIn(), two.depth()
    };
    long[] formulas = {area, 3 * area, 3, whole.steps(), 2 * area, 4 * area, 2, 2 * area};
    int wrong = 0;
    for (int i = 0; i < counts.length; i++) {
      wrong += counts[i] == formulas[i] ? 0 : 1;
    }
    return wrong;
  }

  private static TrialTask sizes(String name, ClaimSetup setup) {
    List<Integer> lengths = setup.settings().get(TuringClaim.sizes(setup.mode()));
    Settings settings = Settings.of(Map.of("machine", name, "n", lengths));
    Trial trial = Trial.of("turing", "sizes", settings, setup.seed(), ClaimEnvironment.exact());
    return TrialTask.of(
        trial,
        own -> {
          TuringMachine machine = ShippedMachines.named(name);
          double[] steps = new double[lengths.size()];
          double[] cells = new double[steps.length];
          for (int i = 0; i < steps.length; i++) {
            Window window = ShippedMachines.hardWindow(machine, lengths.get(i));
            steps[i] = window.steps();
            cells[i] = window.width();
          }
          return TrialResult.of(own).series(STEPS, steps).series(CELLS, cells).build();
        });
  }
}
