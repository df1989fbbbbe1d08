package io.fanin.graph.draw;

import java.util.Locale;

/**
 * From [0, 1] to a colour, dark blue to yellow, growing evenly lighter.
 *
 * <p>The stops follow cividis (Nuñez, Anderton and Renslow, PLoS ONE 13, 2018), which looks nearly
 * the same with and without red-green colour blindness.
 */
final class ColourScale {
  private static final int[] STOPS = {
    0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55,
    0xFEE838
  };

  private ColourScale() {}

  /** The colour as {@code 0xRRGGBB}. */
  static int rgb(double value) {
    double place = value * (STOPS.length - 1);
    int stop = (int) Math.min(STOPS.length - 2, place);
    double part = place - stop;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = STOPS[stop] >> shift & 0xFF;
      int to = STOPS[stop + 1] >> shift & 0xFF;
      rgb |= (int) Math.rint(from + part * (to - from)) << shift;
    }
    return rgb;
  }

  /** The colour as {@code #rrggbb}. */
  static String hex(double value) {
    return String.format(Locale.ROOT, "#%06x", rgb(value));
  }

  /** Whether dark text reads better on the colour than light text. */
  static boolean light(double value) {
    int rgb = rgb(value);
    int luma = 299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF);
    return luma > 125_000;
  }
}
