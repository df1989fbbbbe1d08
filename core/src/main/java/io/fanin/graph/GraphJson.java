package io.fanin.graph;

import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Graphs as JSON, version 1.
 *
 * <pre>{@code
 * {"fanin": 1,
 *  "inputs": ["a", {"name": "b"}],
 *  "nodes": [{"id": "p", "reads": ["a", "b"]}],
 *  "outputs": ["p"]}
 * }</pre>
 *
 * <p>{@code outputs} may be left out; the last node is the output then. A graph is the structure of
 * a target, so a target's file is read too: {@code functions}, {@code type}, {@code law}, {@code
 * expr} and {@code fn} are stepped over. Any other key is refused.
 */
public final class GraphJson {
  /** Largest text that is read, in characters (and largest file, in bytes). */
  public static final int MAX_SIZE = 1 << 28;

  private GraphJson() {}

  /**
   * Reads a graph.
   *
   * @param text JSON
   * @param source what to call the text in an error, such as the file's name
   * @throws InvalidInputException with source, line and column, if anything is wrong with the text
   */
  public static SparseGraph read(String text, String source) {
    if (text.length() > MAX_SIZE) {
      throw tooLarge(source, text.length());
    }
    return new GraphJsonReader(text, source).read();
  }

  /**
   * Reads a graph from a UTF-8 file.
   *
   * @throws InvalidInputException if there is no such file or anything is wrong with it
   */
  public static SparseGraph read(Path file) {
    String source = file.toString();
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw tooLarge(source, Files.size(file));
      }
      return read(decode(Files.readAllBytes(file)), source);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(source + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(source + ": is not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(source + ": cannot be read; is it a readable file?", e);
    }
  }

  /** Writes a graph, one node a line; reading it gives an equal graph. */
  public static String write(SparseGraph graph) {
    // Names cannot hold a quote, a backslash or a control character, so nothing needs escaping.
    String nodes =
        IntStream.range(graph.inputs(), graph.vertices())
            .mapToObj(
                v ->
                    "  {\"id\": \""
                        + graph.name(v)
                        + "\", \"reads\": "
                        + names(graph, graph.reads(v))
                        + "}")
            .collect(Collectors.joining(",\n"));
    int[] inputs = IntStream.range(0, graph.inputs()).toArray();
    return "{\"fanin\": 1,\n \"inputs\": "
        + names(graph, inputs)
        + ",\n \"nodes\": [\n"
        + nodes
        + "\n ],\n \"outputs\": "
        + names(graph, graph.outputs())
        + "}\n";
  }

  private static String names(SparseGraph graph, int[] vertices) {
    return Arrays.stream(vertices)
        .mapToObj(v -> '"' + graph.name(v) + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static InvalidInputException tooLarge(String source, long size) {
    return InvalidInputException.in(
        source, "has %d characters; a graph file has at most %d".formatted(size, MAX_SIZE));
  }
}
