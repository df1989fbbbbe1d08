package io.fanin.circuits.learning;

import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.Transcript;
import io.fanin.kernel.Batch;
import io.fanin.kernel.Buffer;
import io.fanin.kernel.CompileOptions;
import io.fanin.kernel.DType;
import io.fanin.kernel.Device;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.Loss;
import io.fanin.kernel.Plan;
import io.fanin.kernel.Program;
import io.fanin.models.ArchitectureProvider;
import io.fanin.models.ArchitectureRequest;
import io.fanin.models.Architectures;
import io.fanin.models.Initialisers;
import io.fanin.models.Network;
import io.fanin.settings.Settings;
import io.fanin.train.FiniteSource;
import io.fanin.train.Trainer;
import io.fanin.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One predictor for every token of a tableau's transcript, trained with the true tokens before and
 * run on its own (Malach, arXiv 2309.06979).
 *
 * <p>The transcript is the rows of cells one after the other; token i depends on tokens {@code i -
 * W - 1}, {@code i - W} and {@code i - W + 1}, at all places alike, because no head leaves the
 * window. The predictor sees the {@code W + 1} tokens before, one-hot. A linear one is enough: the
 * next value of a cell is the largest of sums of what its three cells vote for.
 */
public final class NextToken {
  /** Numbers in the table of contexts: 2^26 floats are a quarter of a gigabyte. */
  private static final long LARGEST_TABLE = 1 << 26;

  private final Tableau tableau;
  private final int width;
  private final int values;

  /** Predictors of this tableau's transcripts. */
  public NextToken(Tableau tableau) {
    this.tableau = tableau;
    this.width = tableau.window().width();
    this.values = Transcript.alphabet(tableau);
  }

  /** How many values a token has. */
  public int values() {
    return values;
  }

  /** How many tokens a predictor sees, {@code W + 1}. */
  public int context() {
    return width + 1;
  }

  /** The transcript of a word: the first row, which is given, and then T rows of W tokens. */
  public int[] tokens(int[] word) {
    return Transcript.of(tableau, word).rows();
  }

  /**
   * What comes before a token, {@code [context() * values()]}: the nearest token first, one-hot;
   * zeros before the first.
   */
  public double[] context(int[] tokens, int at) {
    double[] context = new double[context() * values];
    for (int i = 0; i < context() && i < at; i++) {
      context[i * values + tokens[at - 1 - i]] = 1;
    }
    return context;
  }

  /**
   * The predictor's network.
   *
   * @param hidden units of a hidden layer; 0 for a linear one
   */
  public Network network(int hidden) {
    List<InputBlock> blocks = new ArrayList<>();
    for (int i = 0; i < context(); i++) {
      blocks.add(new InputBlock("before" + (i + 1), i * values, values, 0));
    }
    ArchitectureProvider provider = Architectures.builtIn().get(hidden == 0 ? "linear" : "shallow");
    Settings usual = Settings.of(provider.keys());
    Settings settings = hidden == 0 ? usual : usual.withAll(Map.of("width", hidden));
    return provider.build(new ArchitectureRequest(blocks, values, null, null, settings));
  }

  /**
   * Trains a predictor on the transcripts of some words, lets it write those of others, and says
   * how often the last state is right, and how many of the tokens.
   *
   * @param hidden units of a hidden layer; 0 for a linear predictor
   * @param words to learn from and to test on, in the shares of the course
   */
  public Score learn(int hidden, List<int[]> words, Course course, KernelProvider provider) {
    Network network = network(hidden);
    Plan plan = network.withLoss(Loss.SOFTMAX_CROSS_ENTROPY);
    int[][] split = Lessons.split(words.size(), course.share(), course.seed());
    List<int[]> known = Arrays.stream(split[0]).mapToObj(words::get).toList();
    List<int[]> held = Arrays.stream(split[1]).mapToObj(words::get).toList();
    try (Device device = provider.open();
        Program program = device.compile(plan, CompileOptions.floats(batch(course)))) {
      program.writeParameters(network.initial(Initialisers.suited(), course.seed()));
      train(device, program, known, course);
      double[] before = written(device, program, network, known);
      double[] after = written(device, program, network, held);
      String who = "next token, " + (hidden == 0 ? "linear" : "one hidden layer");
      return new Score(who, network.trainableParameters(), before[0], after[0], after[1]);
    }
  }

  /** Neighbouring tokens say much the same, so batches are larger than those of pairs. */
  private static int batch(Course course) {
    return Math.multiplyExact(16, course.batch());
  }

  /** How many words' transcripts fit the table that is learnt from. */
  public int mostWords() {
    long each = (long) tableau.window().steps() * width * context() * values;
    return (int) Math.min(1 << 16, LARGEST_TABLE / each);
  }

  private void train(Device device, Program program, List<int[]> words, Course course) {
    int each = tableau.window().steps() * width;
    int rows = Math.multiplyExact(words.size(), each);
    try (Buffer x = device.allocate(DType.FLOAT, rows, context() * values);
        Buffer y = device.allocate(DType.FLOAT, rows, 1)) {
      for (int w = 0; w < words.size(); w++) {
        int[] tokens = tokens(words.get(w));
        for (int i = 0; i < each; i++) {
          x.write(context(tokens, width + i), w * each + i, 1);
          y.write(new double[] {tokens[width + i]}, w * each + i, 1);
        }
      }
      int[] all = new int[rows];
      Arrays.setAll(all, i -> i);
      FiniteSource source =
          new FiniteSource(
              x, y, List.of(new FiniteSource.Stream(all, course.seed())), batch(course));
      new Trainer(program, source, Student.options(course, source.stepsPerEpoch()), List.of())
          .run(new TrainingListener() {});
    }
  }

  /**
   * Lets the predictor write the transcripts of words, each token from those it wrote before.
   *
   * @return share of the words whose last state is right, and share of right tokens
   */
  private double[] written(Device device, Program program, Network network, List<int[]> words) {
    int states = 0;
    long right = 0;
    long all = 0;
    for (int[][] pair : write(device, program, network, words)) {
      states += state(pair[0]) == state(pair[1]) ? 1 : 0;
      for (int i = width; i < pair[0].length; i++) {
        right += pair[0][i] == pair[1][i] ? 1 : 0;
        all++;
      }
    }
    return new double[] {(double) states / words.size(), (double) right / all};
  }

  /** The true transcript and the one that was written, for each word. */
  private List<int[][]> write(Device device, Program program, Network network, List<int[]> words) {
    List<int[][]> pairs = new ArrayList<>();
    int most = program.options().maxBatch();
    for (int from = 0; from < words.size(); from += most) {
      List<int[]> part = words.subList(from, Math.min(words.size(), from + most));
      List<int[]> truth = part.stream().map(this::tokens).toList();
      List<int[]> own = new ArrayList<>();
      for (int[] tokens : truth) {
        own.add(Arrays.copyOf(tokens, tokens.length));
      }
      try (Buffer x = device.allocate(DType.FLOAT, part.size(), context() * values)) {
        fill(program, network, x, own);
      }
      for (int i = 0; i < part.size(); i++) {
        pairs.add(new int[][] {truth.get(i), own.get(i)});
      }
    }
    return pairs;
  }

  private void fill(Program program, Network network, Buffer x, List<int[]> own) {
    int block = network.output(Network.OUTPUT).block();
    double[] scores = new double[own.size() * values];
    for (int at = width; at < own.get(0).length; at++) {
      for (int i = 0; i < own.size(); i++) {
        x.write(context(own.get(i), at), i, 1);
      }
      program.forward(Batch.first(x, null, own.size()));
      program.read(block, scores);
      for (int i = 0; i < own.size(); i++) {
        own.get(i)[at] = Student.said(scores, i, values);
      }
    }
  }

  /** The state in the last row; -1 if there is none or more than one. */
  private int state(int[] tokens) {
    int symbols = tableau.machine().symbols().size();
    int[] heads =
        Arrays.stream(tokens, tokens.length - width, tokens.length)
            .filter(token -> token >= symbols)
            .toArray();
    return heads.length == 1 ? heads[0] / symbols - 1 : -1;
  }
}
