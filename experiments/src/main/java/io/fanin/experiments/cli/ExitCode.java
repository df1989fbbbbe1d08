package io.fanin.experiments.cli;

import io.fanin.experiments.result.Outcome;

/** What the process says when it ends. */
final class ExitCode {
  /** Fine; of a run: the claim holds, or was measured. */
  static final int FINE = 0;

  /** Something broke. */
  static final int ERROR = 1;

  /** The command or its input cannot be used. */
  static final int USAGE = 2;

  /** A claim fails. */
  static final int FAILS = 3;

  /** A claim is undecided, or the work was done in part. */
  static final int UNDECIDED = 4;

  /** A signal ended it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** The code of a claim's outcome. */
  static int of(Outcome outcome) {
    return switch (outcome) {
      case HOLDS, MEASURED -> FINE;
      case FAILS -> FAILS;
      case UNDECIDED -> UNDECIDED;
    };
  }
}
