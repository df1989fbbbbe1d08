package io.fanin.bench.peer;

import io.fanin.bench.process.Clock;
import io.fanin.testkit.TrainingShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves an engine over two streams, a line for a request and a line for its answer.
 *
 * <p>Requests: {@code hello THREADS CLOCK}, {@code shape LINE}, {@code open FORMULATION LOSSES},
 * {@code time FORMULATION STEPS}, {@code close FORMULATION}, {@code quit}. Answers: {@code ok
 * WORDS} or {@code error SENTENCE}. Ends when its input does.
 */
public final class PeerServer {
  private final PeerEngine engine;
  private final Map<String, PeerEngine.Session> open = new LinkedHashMap<>();
  private Clock clock = Clock.WALL;
  private @Nullable TrainingShape shape;

  /** A server of this engine. */
  public PeerServer(PeerEngine engine) {
    this.engine = engine;
  }

  /** Answers until there are no more requests. */
  public void serve(BufferedReader in, PrintStream out) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("quit")) {
        break;
      }
      out.println(answer(line));
      out.flush();
    }
    closeAll();
  }

  private String answer(String line) {
    try {
      String[] request = line.split(" ", 2);
      String rest = request.length > 1 ? request[1] : "";
      return ("ok " + answer(request[0], rest)).strip();
    } catch (RuntimeException | LinkageError e) {
      String message = String.valueOf(e.getMessage());
      return "error " + message.lines().findFirst().orElse(e.getClass().getSimpleName());
    }
  }

  private String answer(String word, String rest) {
    return switch (word) {
      case "hello" -> hello(rest);
      case "shape" -> shape(rest);
      case "open" -> open(rest);
      case "time" -> time(rest);
      case "close" -> close(rest);
      default -> throw new IllegalArgumentException("unknown request '" + word + "'");
    };
  }

  private String hello(String rest) {
    String[] words = words(rest);
    clock = Clock.valueOf(words[1]);
    return engine.start(Integer.parseInt(words[0]));
  }

  private String shape(String line) {
    closeAll();
    TrainingShape read = ShapeText.parse(line);
    shape = read;
    return String.join(" ", engine.formulations(read));
  }

  private String open(String rest) {
    if (shape == null) {
      throw new IllegalArgumentException("no shape yet");
    }
    String[] words = words(rest);
    PeerEngine.Session session = engine.open(shape, words[0]);
    open.put(words[0], session);
    StringBuilder losses = new StringBuilder();
    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
      losses.append(session.stepWithLoss()).append(' ');
    }
    return losses.toString().strip();
  }

  private String time(String rest) {
    String[] words = words(rest);
    int steps = Integer.parseInt(words[1]);
    PeerEngine.Session session = session(words[0]);
    double start = clock.seconds();
    session.steps(steps);
    return String.valueOf((clock.seconds() - start) / steps);
  }

  private String close(String name) {
    session(name).close();
    open.remove(name);
    return "";
  }

  private static String[] words(String rest) {
    String[] words = rest.split(" ", -1);
    if (words.length != 2) {
      throw new IllegalArgumentException("needs two words: '" + rest + "'");
    }
    return words;
  }

  private PeerEngine.Session session(String name) {
    PeerEngine.Session session = open.get(name);
    if (session == null) {
      throw new IllegalArgumentException("'" + name + "' is not open");
    }
    return session;
  }

  private void closeAll() {
    open.values().forEach(PeerEngine.Session::close);
    open.clear();
  }
}
