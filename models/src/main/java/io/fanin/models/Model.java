package io.fanin.models;

import io.fanin.kernel.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network with everything needed to use it; immutable and thread-safe, no native code.
 *
 * <p>It is evaluated by the reference kernels, whose arithmetic is the same on every machine: a row
 * gets the same bits wherever and beside whatever rows it is predicted.
 *
 * <pre>{@code
 * Model model = Model.load(Path.of("strength.zip"));
 * double strength = model.predict(Map.of("cement", "540", "age", "28", …)).value();
 * }</pre>
 */
public final class Model {
  private final Network network;
  private final DType dtype;
  private final double[] parameters;
  private final Preprocessing preprocessing;
  private final SortedMap<String, String> provenance;
  private final Evaluators evaluators;

  /**
   * A model of a network's first output.
   *
   * @param network the network
   * @param dtype number format in which it was trained and is evaluated
   * @param parameters {@code [network.parameters()]}; copied, rounded to the format
   * @param preprocessing of as many numbers as the network reads
   * @param provenance what it came from: seed, versions, digest; any text
   */
  public Model(
      Network network,
      DType dtype,
      double[] parameters,
      Preprocessing preprocessing,
      Map<String, String> provenance) {
    this.network = network;
    this.dtype = dtype;
    this.parameters = Arrays.stream(parameters).map(dtype::round).toArray();
    this.preprocessing = preprocessing;
    this.provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    int block = network.plan().outputs().get(0).block();
    check(parameters.length, network.parameters(), "parameters");
    check(preprocessing.width(), network.plan().inputColumns(), "columns of numbers");
    if (!preprocessing.target().fits(network.plan().width(block))) {
      throw new IllegalArgumentException(
          "target '%s' does not fit a network output of width %d"
              .formatted(preprocessing.target().name(), network.plan().width(block)));
    }
    this.evaluators = new Evaluators(network.plan(), dtype, this.parameters, block);
  }

  private static void check(int given, int expected, String what) {
    if (given != expected) {
      throw new IllegalArgumentException(
          "the network needs %d %s, got %d".formatted(expected, what, given));
    }
  }

  /**
   * Reads a model.
   *
   * @param path a directory or zip file that {@link #save} wrote
   * @throws io.fanin.input.InvalidInputException if there is none or anything is wrong with it
   */
  public static Model load(Path path) {
    return ModelFiles.read(path);
  }

  /** Writes the model, to a zip file if the name ends with {@code .zip}, else to a directory. */
  public void save(Path path) {
    ModelFiles.write(this, path);
  }

  /**
   * The prediction for a row of numbers.
   *
   * @param row one per column: a number, or the index of a category; NaN if missing
   */
  public Prediction predict(double[] row) {
    return predictEncoded(preprocessing.encode(row));
  }

  /**
   * The prediction for a row of text.
   *
   * @param row values by name of the column; further entries are left alone
   * @throws io.fanin.input.InvalidInputException if a value is not there or cannot be used
   */
  public Prediction predict(Map<String, String> row) {
    return predictEncoded(preprocessing.encode(row));
  }

  private Prediction predictEncoded(double[] x) {
    return preprocessing.target().predict(evaluators.evaluate(x, 1));
  }

  /** The predictions for rows of text, each with the bits that it has alone. */
  public List<Prediction> predictAll(List<Map<String, String>> rows) {
    int columns = network.plan().inputColumns();
    double[] x = new double[Math.multiplyExact(rows.size(), columns)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(preprocessing.encode(rows.get(i)), 0, x, i * columns, columns);
    }
    double[] y = outputs(x, rows.size());
    int width = rows.isEmpty() ? 0 : y.length / rows.size();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      predictions.add(
          preprocessing.target().predict(Arrays.copyOfRange(y, i * width, (i + 1) * width)));
    }
    return predictions;
  }

  /**
   * What the network itself gives, before the target's scaling.
   *
   * @param x encoded rows, {@code [count, network().plan().inputColumns()]}
   * @return {@code [count, width of the first output]}
   */
  public double[] outputs(double[] x, int count) {
    check(x.length, Math.multiplyExact(count, network.plan().inputColumns()), "numbers");
    return evaluators.evaluate(x, count);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** Number format of parameters and arithmetic. */
  public DType dtype() {
    return dtype;
  }

  /** The parameters; the caller's own. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** How rows become numbers. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** What the model came from, sorted by key; unmodifiable. */
  public SortedMap<String, String> provenance() {
    return provenance;
  }

  @Override
  public String toString() {
    return "model of '%s', %s, %s".formatted(preprocessing.target().name(), network, dtype);
  }
}
