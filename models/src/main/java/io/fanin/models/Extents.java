package io.fanin.models;

import io.fanin.input.InvalidInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes over a grid as settings write them: {@code "3x3"}, or {@code "3"} for both axes. */
final class Extents {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(?:x(\\d{1,6}))?");

  private Extents() {}

  /** The entry of a layer: the list has one for all layers, or one for each. */
  static String of(String key, List<String> values, int layer, int layers) {
    if (values.size() != 1 && values.size() != layers) {
      throw new InvalidInputException(
          "setting '%s' has %d entries; give one for all %d layers, or one for each"
              .formatted(key, values.size(), layers));
    }
    return values.get(values.size() == 1 ? 0 : layer);
  }

  /**
   * Height and width.
   *
   * @param line what the height is on a line, where one number is the width; -1 on a plane
   * @param least smallest size allowed
   */
  static int[] parse(String key, String text, int line, int least) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "setting '%s' cannot be '%s': write a size such as 3 or 2x3".formatted(key, text));
    }
    int first = Integer.parseInt(matcher.group(1));
    boolean pair = matcher.group(2) != null;
    int second = pair ? Integer.parseInt(matcher.group(2)) : first;
    int[] size = {pair || line < 0 ? first : line, second};
    if (Math.min(size[0], size[1]) < least) {
      throw new InvalidInputException(
          "setting '%s' cannot be '%s': sizes are at least %d".formatted(key, text, least));
    }
    return size;
  }
}
