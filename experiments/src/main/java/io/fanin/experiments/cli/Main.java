package io.fanin.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream err = utf8(MessageStream.descriptor(System.getProperty("fanin.stderr")));
    System.setErr(err); // for logs, which begin after this
    System.exit(Fanin.main(arguments, utf8(FileDescriptor.out), err));
  }

  /** Java 17 would write in the locale's encoding, which in a bare container lacks our signs. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
