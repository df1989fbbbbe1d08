package io.fanin.models;

import io.fanin.settings.Settings;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Finds the width at which a network is nearest to a target size, for fair comparisons.
 *
 * @param width the value found
 * @param achieved the size there
 * @param settings with that width
 */
public record Sizing(int width, long achieved, Settings settings) {
  private static final int LARGEST = 1 << 16;
  private static final long LARGEST_TARGET = 1 << 28;

  /** Trainable parameters. */
  public static final ToLongFunction<Network> PARAMETERS = Network::trainableParameters;

  /** Multiply-adds of one forward row. */
  public static final ToLongFunction<Network> MULTIPLY_ADDS = Network::multiplyAdds;

  /**
   * The width whose size is nearest to the target; of two as near, the smaller.
   *
   * @param request everything but the width
   * @param key name of an integer setting, or of a list of integers all of which are set, in which
   *     size grows, such as {@code "width"} or {@code "channels"}
   * @param size {@link #PARAMETERS} or {@link #MULTIPLY_ADDS}
   * @param target in [1, 2^28]
   * @throws io.fanin.input.InvalidInputException if there is no such setting
   */
  public static Sizing nearest(
      ArchitectureProvider architecture,
      ArchitectureRequest request,
      String key,
      ToLongFunction<Network> size,
      long target) {
    if (target < 1 || target > LARGEST_TARGET) {
      throw new IllegalArgumentException(
          "target must be in [1, %d], was %d".formatted(LARGEST_TARGET, target));
    }
    int low = 1;
    int high = 1; // found by doubling: far above the target a network may be too large to build
    while (high < LARGEST && at(architecture, request, key, size, high).achieved < target) {
      low = high + 1;
      high *= 2;
    }
    while (low < high) { // first width that reaches the target
      int middle = (low + high) >>> 1;
      if (at(architecture, request, key, size, middle).achieved >= target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Sizing above = at(architecture, request, key, size, low);
    if (low == 1) {
      return above;
    }
    Sizing below = at(architecture, request, key, size, low - 1);
    return above.achieved - target < target - below.achieved ? above : below;
  }

  private static Sizing at(
      ArchitectureProvider architecture,
      ArchitectureRequest request,
      String key,
      ToLongFunction<Network> size,
      int width) {
    Settings settings = request.settings().with(key, value(request.settings(), key, width));
    long achieved = size.applyAsLong(architecture.build(request.with(settings)));
    return new Sizing(width, achieved, settings);
  }

  private static Object value(Settings settings, String key, int width) {
    return settings.values().get(key) instanceof List<?> list
        ? Collections.nCopies(list.size(), width)
        : Integer.valueOf(width);
  }
}
