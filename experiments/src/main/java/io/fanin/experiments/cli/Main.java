package io.fanin.experiments.cli;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Fanin.main(arguments, System.out, System.err));
  }
}
