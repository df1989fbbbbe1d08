package io.fanin.bench.libtorch;

import io.fanin.testkit.WindowLevel;
import org.bytedeco.pytorch.Tensor;

/**
 * The first parameters of a level.
 *
 * @param level its form
 * @param nodes of all replicas together
 * @param below blocks below of one replica
 * @param readWidth width of each of these
 * @param weight {@code [sets, width, fanIn * readWidth]}
 * @param bias {@code [sets, width]}
 */
record LevelWeights(
    WindowLevel level, int nodes, int below, int readWidth, Tensor weight, Tensor bias) {
  /** What a node reads altogether. */
  int reads() {
    return level.fanIn() * readWidth;
  }

  int width() {
    return level.width();
  }
}
