package io.fanin.models;

import io.fanin.kernel.InputBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid of positions, row by row, each with the same number of channels.
 *
 * @param height at least 1; 1 for a line
 * @param width at least 1
 * @param channels at least 1
 */
public record ImageShape(int height, int width, int channels) {
  /** Checks the ranges. */
  public ImageShape {
    if (height < 1 || width < 1 || channels < 1 || (long) height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image needs height, width and channels >= 1, has %d, %d, %d"
              .formatted(height, width, channels));
    }
  }

  /** How many positions. */
  public int positions() {
    return height * width;
  }

  /** One input block per position, for rows whose columns are positions, channels innermost. */
  public List<InputBlock> blocks() {
    List<InputBlock> blocks = new ArrayList<>();
    for (int p = 0; p < positions(); p++) {
      blocks.add(new InputBlock("x" + p / width + "." + p % width, p * channels, channels, 0));
    }
    return blocks;
  }

  @Override
  public String toString() {
    return height + "×" + width + "×" + channels;
  }
}
