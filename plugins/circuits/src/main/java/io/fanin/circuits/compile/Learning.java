package io.fanin.circuits.compile;

import io.fanin.circuits.learning.Course;
import io.fanin.circuits.learning.Lessons;
import io.fanin.circuits.learning.Score;
import io.fanin.circuits.learning.Student;
import io.fanin.circuits.learning.Teaching;
import io.fanin.experiments.result.DataTable;
import io.fanin.kernel.KernelProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What networks learn of a program from its pairs, its wiring and its nodes' values. */
record Learning(int rows, Course course, List<Score> scores) {
  static Learning of(Subject subject, Course course, KernelProvider provider) {
    Lessons lessons = subject.lessons(course.seed());
    Student student = new Student(lessons, course, provider);
    List<Score> scores = new ArrayList<>();
    for (Teaching teaching : Teaching.values()) {
      scores.add(student.learn(teaching));
    }
    scores.addAll(subject.sequences(course, provider));
    return new Learning(lessons.count(), course, scores);
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "Learnt from %,d of %,d rows in %d epochs; a row is right if all of its outputs are.",
        Math.round(course.share() * rows),
        rows,
        course.epochs());
  }

  /** For the screen. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    lines.add(
        String.format(
            Locale.ROOT,
            "  %-32s %10s  %8s  %8s  %8s",
            "network",
            "parameters",
            "learnt",
            "new rows",
            "nodes"));
    for (Score score : scores) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-32s %,10d  %7.1f%%  %7.1f%%  %8s",
              score.who(),
              score.parameters(),
              100 * score.training(),
              100 * score.test(),
              Double.isNaN(score.nodes())
                  ? ""
                  : String.format(Locale.ROOT, "%.1f%%", 100 * score.nodes())));
    }
    return lines;
  }

  DataTable table() {
    DataTable.Builder table =
        DataTable.builder("learning", "Networks that learn the program")
            .note(
                "Share of rows whose outputs are all right. The matched networks are wired as the"
                    + " graph; with node labels the value of every node is a target too. A next"
                    + " token's predictor sees the tokens before and writes the whole run by itself.")
            .text("network")
            .integer("parameters", "")
            .percent("learnt rows", 4)
            .percent("new rows", 4)
            .percent("nodes or tokens", 4);
    for (Score score : scores) {
      @Nullable Double nodes = Double.isNaN(score.nodes()) ? null : score.nodes();
      table.row(score.who(), score.parameters(), score.training(), score.test(), nodes);
    }
    return table.build();
  }
}
