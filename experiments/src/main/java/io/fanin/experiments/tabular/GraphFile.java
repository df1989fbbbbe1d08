package io.fanin.experiments.tabular;

import io.fanin.function.FunctionJson;
import io.fanin.function.FunctionText;
import io.fanin.function.SparseFunction;
import io.fanin.graph.GraphJson;
import io.fanin.graph.SparseGraph;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a graph file holds: a structure, and a function where its nodes have formulas.
 *
 * @param graph who reads whom
 * @param function empty where the nodes are structure only
 */
public record GraphFile(SparseGraph graph, Optional<SparseFunction> function) {
  private static final long MAX_BYTES = 256_000_000;
  private static final Pattern FORMULA = Pattern.compile("\"(expr|fn)\"\\s*:");

  /**
   * Reads JSON (a file whose first visible character is a brace) or the text form.
   *
   * @throws InvalidInputException if there is no such file or anything is wrong with it
   */
  public static GraphFile read(Path path) {
    return of(path.toString(), text(path));
  }

  /**
   * What a text holds.
   *
   * @param source what to call it in an error
   */
  public static GraphFile of(String source, String text) {
    String start = text.stripLeading();
    if (start.startsWith("{") && !FORMULA.matcher(text).find()) {
      return new GraphFile(GraphJson.read(text, source), Optional.empty());
    }
    SparseFunction function =
        start.startsWith("{") ? FunctionJson.read(source, text) : FunctionText.read(source, text);
    return new GraphFile(function.graph(), Optional.of(function));
  }

  private static String text(Path path) {
    if (!Files.exists(path)) {
      throw InvalidInputException.in(path.toString(), "there is no such file");
    }
    if (!Files.isRegularFile(path)) {
      throw InvalidInputException.in(path.toString(), "is no file; give a graph's JSON or text");
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw InvalidInputException.in(
            path.toString(), "is larger than the %,d bytes of a graph file".formatted(MAX_BYTES));
      }
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read; is it a readable file?", e);
    }
  }
}
