package io.fanin.experiments.result;

import java.util.List;

/**
 * Small grey or signed images side by side, such as digits or the fields of a first layer.
 *
 * @param id lower-case letters, digits and dashes, unique in a report
 * @param title one line
 * @param caption what to see
 * @param lo the value drawn as the lowest colour
 * @param hi the value drawn as the highest colour, above {@code lo}
 * @param signed whether the scale diverges from its middle (weights) or runs from dark to light
 * @param images in reading order
 */
public record ImageGrid(
    String id,
    String title,
    String caption,
    double lo,
    double hi,
    boolean signed,
    List<Image> images) {
  public ImageGrid {
    Require.id(id, "image grid id");
    Require.text(title, "image grid title");
    Require.present(caption, "image grid caption");
    Require.finite(lo, "image grid lo");
    Require.finite(hi, "image grid hi");
    Require.condition(lo < hi, "image grid needs lo < hi, was " + lo + " and " + hi);
    images = Require.list(images, "image grid images");
  }

  /**
   * One image.
   *
   * @param label below it
   * @param height in pixels, 1 to 256
   * @param width in pixels, 1 to 256
   * @param values {@code [height, width]}, row-major, finite
   */
  public record Image(String label, int height, int width, List<Double> values) {
    private static final int LARGEST = 256;

    public Image {
      Require.present(label, "image label");
      Require.condition(
          height >= 1 && height <= LARGEST && width >= 1 && width <= LARGEST,
          "an image has 1 to 256 pixels a side, was " + height + " by " + width);
      values = Require.list(values, "image values");
      Require.condition(
          values.size() == height * width,
          "image '%s' is %d by %d but has %d values"
              .formatted(label, height, width, values.size()));
      for (double value : values) {
        Require.finite(value, "pixel of image '" + label + "'");
      }
    }
  }
}
