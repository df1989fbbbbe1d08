package io.fanin.experiments.target;

import io.fanin.input.InvalidInputException;
import io.fanin.settings.Key;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits: the 1797 of 8 by 8 pixels that ship with the module, or those of a file.
 *
 * <p>UCI "Optical Recognition of Handwritten Digits" (test part), Alpaydin and Kaynak 1998, CC BY
 * 4.0.
 *
 * @param pixels {@code [rows, side * side]}, row-major, from 0 to 1
 * @param labels class of each, 0 to 9, {@code [rows]}
 * @param side pixels along a side
 */
public record Digits(double[] pixels, int[] labels, int side) {
  /** How many digits ship with the module. */
  public static final int ROWS = 1797;

  /** Their pixels along a side. */
  public static final int SIDE = 8;

  /** Pixels of such a digit. */
  public static final int PIXELS = SIDE * SIDE;

  /** How many classes. */
  public static final int CLASSES = 10;

  private static final String FILE = "digits.csv.gz";
  private static final double BRIGHTEST = 16;
  private static final long PRIME = 0x9E3779B97F4A7C15L; // odd, so that no step forgets

  /** How many. */
  public int rows() {
    return labels.length;
  }

  /** Pixels of one. */
  public int each() {
    return side * side;
  }

  /**
   * A digest of all pixels and labels, 16 hex characters: part of a trial's identity where the digits
   * are not those that ship with the module.
   */
  public String digest() {
    long hash = side;
    for (double pixel : pixels) {
      hash = (hash ^ Double.doubleToLongBits(pixel)) * PRIME;
      hash ^= hash >>> 32;
    }
    for (int label : labels) {
      hash = (hash ^ label) * PRIME;
      hash ^= hash >>> 32;
    }
    return HexFormat.of().toHexDigits(hash);
  }

  /**
   * The key that names a file of digits in place of those that ship with the module.
   *
   * @param name of the key
   */
  public static Key<String> key(String name) {
    return Key.text(
        name,
        "",
        "File of digits; empty for the 1797 of 8 by 8 pixels that are here. For MNIST's 28 by 28 "
            + DigitFile.ADVICE
            + ".");
  }

  /**
   * The digits of a file or folder, or those that ship with the module.
   *
   * @param data as {@link #key} says; may be empty
   * @throws InvalidInputException if it cannot be read as digits
   */
  public static Digits of(String data) {
    if (data.isEmpty()) {
      return load();
    }
    try {
      return DigitFile.read(Path.of(data));
    } catch (InvalidPathException e) {
      throw new InvalidInputException("data '" + data + "' is no path; " + DigitFile.ADVICE, e);
    }
  }

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
    return new Digits(pixels, labels, SIDE);
  }
}
