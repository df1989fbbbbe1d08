package io.fanin.circuits.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanin.circuits.learning.Score;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a compilation prints. */
record CompiledText(
    Subject subject,
    Equality.Result equality,
    Optional<Learning> learning,
    String digest,
    Path folder) {
  /** For people. */
  List<String> lines(Path page) {
    List<String> lines = new ArrayList<>();
    lines.add(subject.sentence());
    lines.add("");
    List<Fact> facts = subject.facts();
    int wide = facts.stream().mapToInt(f -> f.name().length()).max().orElse(0);
    for (Fact fact : facts) {
      String mark = fact.predicted() < 0 ? "" : fact.holds() ? "  ok" : "  NOT SO";
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-" + wide + "s  %,14d  %s%s",
                  fact.name(),
                  fact.actual(),
                  fact.prediction(),
                  mark)
              .stripTrailing());
    }
    lines.add("");
    lines.add(equality.sentence(subject.caseName()));
    lines.addAll(subject.remarks());
    learning.ifPresent(learnt -> lines.addAll(learned(learnt)));
    lines.add("graph, model and report: " + folder + " (" + page.getFileName() + ")");
    lines.add("digest: " + digest);
    return lines;
  }

  private List<String> learned(Learning learnt) {
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(learnt.lines());
    lines.add("");
    subject
        .pairs()
        .ifPresent(
            pairs ->
                lines.add(
                    "as a table: fanin train %s --target %s --graph %s --arch matched"
                        .formatted(
                            folder.resolve(PairsTable.TABLE),
                            pairs.target(),
                            folder.resolve(PairsTable.GRAPH))));
    return lines;
  }

  /** For programs. */
  String json(String file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("schemaVersion", 1);
      json.writeStringField("command", "compile");
      json.writeStringField("file", file);
      json.writeStringField("what", subject.sentence());
      writeFacts(json);
      json.writeBooleanField("equal", equality.equal());
      json.writeNumberField("cases", equality.cases());
      json.writeBooleanField("all", equality.all());
      json.writeArrayFieldStart("providers");
      for (String provider : equality.providers()) {
        json.writeString(provider);
      }
      json.writeEndArray();
      if (learning.isPresent()) {
        writeLearning(json, learning.get());
      }
      json.writeStringField("out", folder.toString());
      json.writeStringField("digest", digest);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return text.toString();
  }

  private void writeFacts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("facts");
    for (Fact fact : subject.facts()) {
      json.writeStartObject();
      json.writeStringField("name", fact.name());
      json.writeNumberField("actual", fact.actual());
      json.writeStringField("predicted", fact.prediction());
      json.writeBooleanField("holds", fact.holds());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLearning(JsonGenerator json, Learning learnt) throws IOException {
    json.writeArrayFieldStart("learning");
    for (Score score : learnt.scores()) {
      json.writeStartObject();
      json.writeStringField("network", score.who());
      json.writeNumberField("parameters", score.parameters());
      json.writeNumberField("learnt", score.training());
      json.writeNumberField("newRows", score.test());
      if (!Double.isNaN(score.nodes())) {
        json.writeNumberField("nodes", score.nodes());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
