package io.fanin.experiments.data;

import io.fanin.kernel.InputBlock;
import io.fanin.models.Column;
import io.fanin.models.Preprocessing;
import java.util.ArrayList;
import java.util.List;

/**
 * Some columns of a learning table as the numbers that a network reads.
 *
 * @param preprocessing of these columns and the target
 * @param blocks one per column, a category as wide as it has values; in the order of the columns
 * @param values rows before encoding, {@code [rows][columns]}; not to be changed
 * @param inputs encoded rows, {@code [rows, preprocessing.width()]}; not to be changed
 */
public record TableView(
    Preprocessing preprocessing, List<InputBlock> blocks, double[][] values, double[] inputs) {
  /** Copies the list; the arrays are kept. */
  public TableView {
    blocks = List.copyOf(blocks);
  }

  static TableView of(Preprocessing preprocessing, double[][] values) {
    int width = preprocessing.width();
    double[] inputs = new double[Math.multiplyExact(values.length, width)];
    for (int row = 0; row < values.length; row++) {
      System.arraycopy(preprocessing.encode(values[row]), 0, inputs, row * width, width);
    }
    List<InputBlock> blocks = new ArrayList<>();
    int at = 0;
    for (Column column : preprocessing.columns()) {
      blocks.add(new InputBlock(column.name(), at, column.width(), 0));
      at += column.width();
    }
    return new TableView(preprocessing, blocks, values, inputs);
  }
}
