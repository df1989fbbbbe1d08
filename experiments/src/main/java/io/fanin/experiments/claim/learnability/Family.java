package io.fanin.experiments.claim.learnability;

import io.fanin.function.Constituent;
import io.fanin.function.InputLaw;
import io.fanin.function.Smoothness;
import io.fanin.function.SparseFunction;
import io.fanin.function.SparseFunctionBuilder;
import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Kinds of random compositionally sparse functions of signs. */
enum Family {
  TREE("random tree, random gates"),
  MONOTONE("random tree, and, or"),
  PARITIES("random tree, often parities"),
  GRAPH("random graph, random gates"),
  LOCAL("cellular automaton");

  private static final int FEWEST_STEPS = 2; // of an automaton
  private static final double OFTEN = 0.75;

  private final String label;

  Family(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Place in the order of declaration, from 0. */
  int place() {
    return Arrays.asList(values()).indexOf(this);
  }

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A function of n signs with values -1 and 1. */
  SparseFunction draw(int n, RandomStream random) {
    return switch (this) {
      case TREE, MONOTONE, PARITIES ->
          gates(GraphFamilies.randomTree(n, 2, random.nextLong()), random);
      case GRAPH -> gates(graph(n, random), random);
      case LOCAL -> automaton(n, random);
    };
  }

  /**
   * As many nodes as inputs or up to twice as many, each over two earlier vertices; what counts.
   */
  private static SparseGraph graph(int n, RandomStream random) {
    int nodes = n + random.nextInt(n + 1);
    SparseGraph all = GraphFamilies.random(n, nodes, 2, random.nextLong());
    return all.toBuilder().outputs(all.name(all.vertices() - 1)).build().prune();
  }

  private SparseFunction gates(SparseGraph graph, RandomStream random) {
    SparseFunctionBuilder builder = inputs(graph.inputs());
    for (int v = graph.inputs(); v < graph.vertices(); v++) {
      String[] reads = Arrays.stream(graph.reads(v)).mapToObj(graph::name).toArray(String[]::new);
      builder.node(graph.name(v), constituent(gate(random), 2), reads);
    }
    return builder.outputs(graph.name(graph.outputs()[0])).build();
  }

  private static SparseFunctionBuilder inputs(int n) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      names.add("x" + i);
    }
    return SparseFunction.builder().inputs(names, new InputLaw.Rademacher(0.5));
  }

  /**
   * The table of a gate that depends on both of its arguments: bit i is its value where the
   * arguments are the bits of i. One or three ones make it an and or an or of signed arguments, two
   * a parity.
   */
  private int gate(RandomStream random) {
    boolean parity =
        switch (this) {
          case MONOTONE -> false;
          case PARITIES -> random.nextDouble() < OFTEN;
          default -> random.nextInt(10) < 2; // 2 of the 10 tables
        };
    if (this == MONOTONE) {
      return random.nextBoolean() ? 0b1000 : 0b1110;
    }
    if (parity) {
      return random.nextBoolean() ? 0b0110 : 0b1001;
    }
    int one = 1 << random.nextInt(4);
    return random.nextBoolean() ? one : 15 - one;
  }

  /**
   * One cell of a ring after some steps of a rule that depends on all three cells that it reads.
   */
  private static SparseFunction automaton(int n, RandomStream random) {
    int steps = FEWEST_STEPS + random.nextInt(2);
    int rule = rule(random);
    SparseFunctionBuilder builder = inputs(n);
    Constituent constituent = constituent(rule, 3);
    for (int t = 1; t <= steps; t++) {
      for (int c = -(steps - t); c <= steps - t; c++) {
        String id = cell(t, Math.floorMod(c, n));
        if (c - (t - steps) < n) { // a cone wider than the ring has each cell once
          builder.node(
              id,
              constituent,
              cell(t - 1, Math.floorMod(c - 1, n)),
              cell(t - 1, Math.floorMod(c, n)),
              cell(t - 1, Math.floorMod(c + 1, n)));
        }
      }
    }
    return builder.build();
  }

  private static String cell(int step, int at) {
    return step == 0 ? "x" + at : "s" + step + "[" + at + "]";
  }

  static int rule(RandomStream random) {
    while (true) {
      int rule = random.nextInt(256);
      boolean all = true;
      for (int bit = 1; bit < 8; bit *= 2) {
        boolean some = false;
        for (int i = 0; i < 8; i++) {
          some |= (rule >> i & 1) != (rule >> (i ^ bit) & 1);
        }
        all &= some;
      }
      if (all) {
        return rule;
      }
    }
  }

  /** A table as a function of signs; -1 stands for the bit 1. */
  static Constituent constituent(int table, int arity) {
    double[] slopes = new double[arity];
    Arrays.fill(slopes, 2);
    return Constituent.of(
        arity,
        args -> {
          int index = 0;
          for (int i = 0; i < args.length; i++) {
            index |= (args[i] < 0 ? 1 : 0) << i;
          }
          return (table >> index & 1) == 1 ? -1 : 1;
        },
        Smoothness.BOOLEAN,
        slopes);
  }
}
