package io.fanin.kernels.cpu;

/** The engines, one of which runs a whole program. */
public enum Home {
  /** Vector code on the heap. */
  VECTOR,
  /** oneDNN on native memory. */
  ONEDNN,
  /** Plain Java on the heap. */
  PLAIN
}
