package io.fanin.kernels.cuda;

import java.util.List;

/** Prints what a probe finds, for tests that need a Java of their own. */
final class ProbeMain {
  private ProbeMain() {}

  /** The driver's folder as the one argument. */
  public static void main(String[] args) {
    DriverSearch search = new DriverSearch(List.of(args[0]));
    System.out.println(new Probe("Linux", "amd64", search, 0, "").run());
  }
}
