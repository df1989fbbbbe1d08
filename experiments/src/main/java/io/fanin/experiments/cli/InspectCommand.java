package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.data.ColumnProfile;
import io.fanin.experiments.data.ColumnProfiler;
import io.fanin.experiments.data.DataRules;
import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.data.TableReader;
import io.fanin.experiments.tabular.GraphFile;
import io.fanin.function.SparseFunction;
import io.fanin.function.Targets;
import io.fanin.input.InvalidInputException;
import io.fanin.models.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the card of a target, graph, model or table. */
@Command(
    name = "inspect",
    description = "The card of a target, a graph, a saved model or a table.",
    footer = {
      "",
      "TARGET is a name (see fanin list targets), expr:FORMULA, file:PATH, or the path of a graph,"
          + " a",
      "model (zip or folder, or the folder of a training run) or a table (.csv, .csv.gz, .tsv)."
    })
final class InspectCommand implements Callable<Integer> {
  private static final List<String> TABLES = List.of(".csv", ".tsv", ".gz", ".parquet", ".npz");

  private final Context context;

  @Parameters(paramLabel = "TARGET", description = "What to look at.")
  private String target = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of a named target; the value is YAML. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For what is random in a named target (default: 1).")
  private long seed = 1;

  @Option(
      names = "--family",
      paramLabel = "KEY=LOW..HIGH",
      description = "Fits how a named target's size grows, doubling a key such as n=4..64.")
  private @Nullable String family;

  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private OutputOption output = new OutputOption();

  InspectCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    boolean prefixed = target.startsWith("expr:") || target.startsWith("file:");
    Path path = prefixed ? Path.of("") : Path.of(target);
    boolean file = !prefixed && (Files.exists(path) || looksLikePath());
    if (prefixed || !file) {
      function();
      return ExitCode.FINE;
    }
    refuseSettings();
    if (ModelPlace.isModel(path)) {
      model(Model.load(ModelPlace.of(path)));
    } else if (isTable()) {
      table(TableReader.read(path, format.format()));
    } else {
      graph(GraphFile.read(path));
    }
    return ExitCode.FINE;
  }

  private boolean looksLikePath() {
    return target.contains("/") || target.contains(".");
  }

  private boolean isTable() {
    String name = target.toLowerCase(Locale.ROOT);
    return TABLES.stream().anyMatch(name::endsWith);
  }

  private void refuseSettings() {
    if (!assignments.isEmpty() || family != null) {
      throw new InvalidInputException(
          "--set and --family go with a named target, and %s is a file".formatted(target));
    }
  }

  private void function() {
    Targets targets = context.services().targets();
    Map<String, @Nullable Object> settings = Assignments.parse(assignments);
    boolean prefixed = target.startsWith("expr:") || target.startsWith("file:");
    if (prefixed && family != null) {
      throw new InvalidInputException(
          "--family needs a named target with a key such as n, not " + target);
    }
    SparseFunction function = targets.resolve(target, settings, seed);
    FamilyFit fit =
        family == null ? null : FamilyFit.of(targets.provider(target), settings, family, seed);
    ObjectNode node = start("function");
    Card card = GraphCard.of(function, seed);
    card.write(node);
    if (fit != null) {
      fit.write(node);
    }
    if (output.json()) {
      JsonOutput.print(context.out(), node);
      return;
    }
    context.out().println(target);
    card.print(context.out());
    if (fit != null) {
      fit.print(context.out());
    }
  }

  private ObjectNode start(String kind) {
    return JsonOutput.of("inspect").put("target", target).put("kind", kind);
  }

  private void graph(GraphFile file) {
    Card card =
        file.function().map(f -> GraphCard.of(f, seed)).orElseGet(() -> GraphCard.of(file.graph()));
    show(card, start(file.function().isPresent() ? "function" : "graph"));
  }

  private void show(Card card, ObjectNode node) {
    if (output.json()) {
      card.write(node);
      JsonOutput.print(context.out(), node);
    } else {
      context.out().println(target);
      card.print(context.out());
    }
  }

  private void model(Model model) {
    Card card = ModelCard.of(model);
    ObjectNode node = start("model");
    if (output.json()) {
      ModelCard.write(node, model);
    }
    show(card, node);
    if (!output.json()) {
      ModelCard.print(context.out(), model);
    }
  }

  private void table(RawTable table) {
    List<ColumnProfile> profiles = ColumnProfiler.profiles(table, DataRules.MARKERS);
    if (output.json()) {
      ObjectNode node = start("table").put("rows", table.rows()).put("digest", table.digest());
      ArrayNode notes = node.putArray("notes");
      table.notes().forEach(notes::add);
      ArrayNode columns = node.putArray("columns");
      profiles.forEach(p -> ColumnTable.write(columns.addObject(), p));
      JsonOutput.print(context.out(), node);
      return;
    }
    context.out().println(target);
    new Card()
        .whole("rows", "rows", table.rows())
        .whole("columns", "columns", profiles.size())
        .text("read as", "notes", String.join("; ", table.notes()))
        .print(context.out());
    context.out().println();
    ColumnTable.print(context.out(), profiles, p -> "");
  }
}
