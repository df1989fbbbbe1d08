package io.fanin.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.bench.process.Clock;
import io.fanin.input.InvalidInputException;
import io.fanin.testkit.TrainingShape;
import io.fanin.testkit.TrainingShapes;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerServerTest {
  private static final TrainingShape SHAPE = TrainingShapes.binaryTree(4, 2, 8);

  private final List<String> log = new ArrayList<>();

  private final class Scripted implements PeerEngine {
    @Override
    public String start(int threads) {
      return "scripted with " + threads;
    }

    @Override
    public List<String> formulations(TrainingShape shape) {
      return List.of("a", "b");
    }

    @Override
    public Session open(TrainingShape shape, String formulation) {
      if (!List.of("a", "b").contains(formulation)) {
        throw new IllegalArgumentException("no\nsuch thing");
      }
      log.add("open " + formulation + " of " + shape.name());
      return new ScriptedSession(formulation);
    }
  }

  private final class ScriptedSession implements PeerEngine.Session {
    private final String name;
    private double loss = 4;

    ScriptedSession(String name) {
      this.name = name;
    }

    @Override
    public double stepWithLoss() {
      return loss /= 2;
    }

    @Override
    public void steps(int count) {
      log.add(count + " of " + name);
    }

    @Override
    public void close() {
      log.add("close " + name);
    }
  }

  private List<String> answers(String... requests) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new StringReader(String.join("\n", requests)));
    new PeerServer(new Scripted()).serve(in, out);
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void a_conversation_opens_times_and_closes() throws IOException {
    List<String> answers =
        answers(
            "hello 2 WALL",
            "shape " + ShapeText.line(SHAPE),
            "open a 2",
            "time a 5",
            "close a",
            "quit");
    assertThat(answers).hasSize(5);
    assertThat(answers.subList(0, 3)).containsExactly("ok scripted with 2", "ok a b", "ok 2.0 1.0");
    assertThat(answers.get(3)).matches("ok [0-9.E-]+");
    assertThat(answers.get(4)).isEqualTo("ok");
    assertThat(log).containsExactly("open a of tree-4x2-b8", "5 of a", "close a");
  }

  @Test
  void what_is_open_is_closed_by_the_next_shape_and_at_the_end() throws IOException {
    String shape = "shape " + ShapeText.line(SHAPE);
    answers(shape, "open a 0", shape, "open b 0");
    assertThat(log)
        .containsExactly("open a of tree-4x2-b8", "close a", "open b of tree-4x2-b8", "close b");
  }

  @Test
  void a_wrong_request_is_answered_by_one_line() throws IOException {
    assertThat(
            answers(
                "dance",
                "open a 1",
                "shape " + ShapeText.line(SHAPE),
                "open c 1",
                "open a",
                "time a 1",
                "hello x WALL"))
        .containsExactly(
            "error unknown request 'dance'",
            "error no shape yet",
            "ok a b",
            "error no",
            "error needs two words: 'a'",
            "error 'a' is not open",
            "error For input string: \"x\"");
  }

  private static Peer peer(String... answers) {
    BufferedReader in = new BufferedReader(new StringReader(String.join("\n", answers)));
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Peer(in, out, () -> {}, 2, Clock.WALL);
  }

  @Test
  void our_end_understands_the_answers() {
    try (Peer peer = peer("ok lib 1", "ok a b", "ok 0.5 0.25", "ok 1.0E-3", "ok", "ok")) {
      assertThat(peer.description()).isEqualTo("lib 1");
      assertThat(peer.shape(SHAPE)).containsExactly("a", "b");
      assertThat(peer.open("a", 2)).containsExactly(0.5, 0.25);
      assertThat(peer.secondsPerStep("a", 9)).isEqualTo(0.001);
      peer.close("a");
      assertThat(peer.shape(SHAPE)).isEmpty();
    }
  }

  @Test
  void our_end_says_what_went_wrong() {
    assertThatThrownBy(() -> peer("error out of memory"))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer failed: out of memory");
    assertThatThrownBy(PeerServerTest::peer)
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer failed: it ended at 'hello'");
    assertThatThrownBy(() -> peer("what?"))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer failed: it answered 'what?' to 'hello'");
  }

  @Test
  void a_peer_that_is_not_installed_is_explained() {
    assertThatThrownBy(() -> PeerProcess.libtorch(1, Clock.WALL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--peer: libtorch is not installed; ./fanin bench --peer libtorch builds it from the"
                + " sources' folder, or mvn -Ppeers -pl experiments/bench/peers -am package"
                + " -Dquick, then -Dfanin.peers=experiments/bench/peers/target/fanin");
  }
}
