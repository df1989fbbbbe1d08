package io.fanin.bench.peer;

import io.fanin.bench.process.Clock;
import io.fanin.testkit.TrainingShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our end of the conversation with a {@link PeerServer}. Not thread-safe. */
public final class Peer implements AutoCloseable {
  private final BufferedReader in;
  private final PrintStream out;
  private final Runnable end;
  private final String description;

  /**
   * Greets the server.
   *
   * @param in its answers
   * @param out our requests
   * @param end called once when this is closed
   * @param threads that it may use
   * @param clock what its steps are timed by
   */
  public Peer(BufferedReader in, PrintStream out, Runnable end, int threads, Clock clock) {
    this.in = in;
    this.out = out;
    this.end = end;
    this.description = ask("hello " + threads + " " + clock);
  }

  /** The library, its version and its matrix library. */
  public String description() {
    return description;
  }

  /** Closes whatever is open, and gives the formulations of another shape. */
  public List<String> shape(TrainingShape shape) {
    String words = ask("shape " + ShapeText.line(shape));
    return words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
  }

  /** Opens a formulation and takes its first steps; gives their losses. */
  public double[] open(String formulation, int losses) {
    String words = ask("open " + formulation + " " + losses);
    return Arrays.stream(words.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** Seconds of a step. */
  public double secondsPerStep(String formulation, int steps) {
    return Double.parseDouble(ask("time " + formulation + " " + steps));
  }

  /** Frees a formulation. */
  public void close(String formulation) {
    ask("close " + formulation);
  }

  private String ask(String request) {
    out.println(request);
    out.flush();
    try {
      return answer(request, in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException("the peer does not answer", e);
    }
  }

  private static String answer(String request, @Nullable String line) {
    String word = request.split(" ", 2)[0];
    if (line == null) {
      throw new PeerFailure("it ended at '" + word + "'");
    }
    if (line.equals("ok") || line.startsWith("ok ")) {
      return line.substring(2).strip();
    }
    if (line.startsWith("error ")) {
      throw new PeerFailure(line.substring("error ".length()));
    }
    throw new PeerFailure("it answered '" + line + "' to '" + word + "'");
  }

  @Override
  public void close() {
    out.println("quit");
    out.flush();
    end.run();
  }
}
