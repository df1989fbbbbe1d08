package io.fanin.train;

/** Why a replica stopped. */
public enum StopReason {
  /** Still training. */
  RUNNING,
  /** All steps were done. */
  COMPLETED,
  /** Its training loss reached the target. */
  TARGET_REACHED,
  /** Its watched metric did not improve for too long. */
  EARLY_STOPPED,
  /** Its loss was no longer finite; it counts as dead. */
  DIVERGED
}
