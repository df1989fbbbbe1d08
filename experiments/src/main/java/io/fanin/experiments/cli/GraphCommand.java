package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.store.AtomicFiles;
import io.fanin.experiments.tabular.GraphFile;
import io.fanin.function.FunctionJson;
import io.fanin.function.FunctionText;
import io.fanin.graph.GraphJson;
import io.fanin.graph.draw.GraphDot;
import io.fanin.graph.draw.GraphDrawing;
import io.fanin.graph.draw.GraphSvg;
import io.fanin.graph.draw.GraphTikz;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts and draws a graph. */
@Command(
    name = "graph",
    description = "Convert and draw a graph: JSON, text form, SVG, DOT, TikZ.",
    footer = {"", "The file is JSON or the text form; docs/expressions.md has both."})
final class GraphCommand implements Callable<Integer> {
  private static final List<String> FORMS = List.of("json", "text", "svg", "dot", "tikz");

  private final Context context;

  @Parameters(paramLabel = "FILE", description = "A graph or function: JSON or text form.")
  private Path file = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FORM",
      description = "json, text, svg, dot or tikz (default: from the name of --out, or json).")
  private @Nullable String form;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it (default: standard output).")
  private @Nullable Path target;

  @Mixin private OutputOption output = new OutputOption();

  GraphCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    String wanted = form();
    String text = write(GraphFile.read(file), wanted);
    if (target != null) {
      write(target, text);
      context.note("wrote " + target);
    }
    if (output.json()) {
      ObjectNode node = JsonOutput.of("graph").put("file", file.toString()).put("form", wanted);
      if (target == null) {
        node.put("text", text);
      } else {
        node.put("out", target.toString());
      }
      JsonOutput.print(context.out(), node);
    } else if (target == null) {
      context.out().print(text.endsWith("\n") ? text : text + "\n");
    }
    return ExitCode.FINE;
  }

  private String form() {
    if (form == null) {
      return target == null ? "json" : formOf(target);
    }
    if (!FORMS.contains(form)) {
      throw new InvalidInputException(
          "there is no form '" + form + "'" + Suggestions.hint(form, FORMS));
    }
    return form;
  }

  private static String formOf(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    String end = name.substring(name.lastIndexOf('.') + 1);
    return switch (end) {
      case "json", "svg", "dot" -> end;
      case "gv" -> "dot";
      case "tex", "tikz" -> "tikz";
      case "txt", "fanin" -> "text";
      default ->
          throw new InvalidInputException(
              "--out " + path + ": its name does not tell the form; give --to, one of " + FORMS);
    };
  }

  private String write(GraphFile graph, String wanted) {
    return switch (wanted) {
      case "json" ->
          graph.function().map(FunctionJson::write).orElseGet(() -> GraphJson.write(graph.graph()));
      case "text" ->
          graph
              .function()
              .map(FunctionText::write)
              .orElseThrow(
                  () ->
                      InvalidInputException.in(
                          file.toString(),
                          "holds a structure without formulas, and the text form needs one for each"
                              + " node; use --to json"));
      case "svg" -> GraphSvg.write(drawing(graph));
      case "dot" -> GraphDot.write(drawing(graph));
      default -> GraphTikz.write(drawing(graph));
    };
  }

  private static GraphDrawing drawing(GraphFile graph) {
    return GraphDrawing.of(graph.graph());
  }

  private static void write(Path place, String text) {
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(place)) {
      throw new InvalidInputException(
          "--out " + place + ": is a folder or in none that exists; give a file's name");
    }
    AtomicFiles.write(place, text);
  }
}
