package io.fanin.bench;

import java.io.PrintStream;

/** Says on stderr what goes on. */
final class Progress {
  private final PrintStream err;

  Progress(PrintStream err) {
    this.err = err;
  }

  void say(String what) {
    err.println("bench: " + what);
  }

  /** One of many pieces of work begins. */
  void piece(int index, int count, String what) {
    say("%s (%d of %d)".formatted(what, index + 1, count));
  }
}
