package io.fanin.experiments.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * 1797 handwritten digits of 8 by 8 pixels.
 *
 * <p>UCI "Optical Recognition of Handwritten Digits" (test part), Alpaydin and Kaynak 1998, CC BY
 * 4.0.
 *
 * @param pixels {@code [ROWS, PIXELS]}, row-major, from 0 to 1
 * @param labels class of each, 0 to 9, {@code [ROWS]}
 */
public record Digits(double[] pixels, int[] labels) {
  /** How many digits. */
  public static final int ROWS = 1797;

  /** Pixels along a side. */
  public static final int SIDE = 8;

  /** Pixels of a digit. */
  public static final int PIXELS = SIDE * SIDE;

  /** How many classes. */
  public static final int CLASSES = 10;

  private static final String FILE = "digits.csv.gz";
  private static final double BRIGHTEST = 16;

  /** Reads the digits that ship with the module. */
  public static Digits load() {
    double[] pixels = new double[ROWS * PIXELS];
    int[] labels = new int[ROWS];
    try (InputStream packed = Objects.requireNonNull(Digits.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
      for (int row = 0; row < ROWS; row++) {
        String[] cells = Objects.requireNonNull(lines.readLine(), FILE).split(",", -1);
        for (int p = 0; p < PIXELS; p++) {
          pixels[row * PIXELS + p] = Integer.parseInt(cells[p]) / BRIGHTEST;
        }
        labels[row] = Integer.parseInt(cells[PIXELS]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Digits(pixels, labels);
  }
}
