package io.fanin.bench.roofline;

import java.util.ArrayList;
import java.util.List;

/** A roofline as one line of text: {@code roofline threads peak sgemm copy bytes=bandwidth …}. */
final class RooflineText {
  private static final String WORD = "roofline";
  private static final int FIGURES = 5;

  private RooflineText() {}

  static String line(Roofline roofline) {
    StringBuilder line = new StringBuilder(WORD);
    line.append(' ').append(roofline.threads());
    line.append(' ').append(roofline.peak());
    line.append(' ').append(roofline.sgemm());
    line.append(' ').append(roofline.copy());
    for (Roofline.Reading reading : roofline.reads()) {
      line.append(' ').append(reading.bytes()).append('=').append(reading.bandwidth());
    }
    return line.toString();
  }

  /**
   * The roofline of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Roofline parse(String line) {
    String[] words = line.strip().split(" ", -1);
    if (words.length <= FIGURES || !words[0].equals(WORD)) {
      throw new IllegalArgumentException("not a roofline: '" + line + "'");
    }
    List<Roofline.Reading> readings = new ArrayList<>();
    for (int i = FIGURES; i < words.length; i++) {
      String[] pair = words[i].split("=", -1);
      if (pair.length != 2) {
        throw new IllegalArgumentException("not a reading: '" + words[i] + "'");
      }
      readings.add(new Roofline.Reading(Long.parseLong(pair[0]), Double.parseDouble(pair[1])));
    }
    return new Roofline(
        Integer.parseInt(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        readings,
        Double.parseDouble(words[4]));
  }
}
