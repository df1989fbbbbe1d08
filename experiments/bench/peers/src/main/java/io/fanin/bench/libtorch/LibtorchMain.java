package io.fanin.bench.libtorch;

import io.fanin.bench.peer.PeerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Serves libtorch over the standard streams. */
public final class LibtorchMain {
  private LibtorchMain() {}

  /** Where the process enters; takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new PeerServer(new LibtorchEngine()).serve(in, out);
  }
}
