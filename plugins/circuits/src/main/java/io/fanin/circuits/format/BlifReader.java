package io.fanin.circuits.format;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.SequentialCircuit;
import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads one model of the Berkeley Logic Interchange Format: {@code .names} and {@code .latch} with
 * a reset value. Everything else is refused by name.
 *
 * <p>A table of up to six inputs is one gate; a wider cover becomes gates of up to six. Definitions
 * may stand in any order.
 */
public final class BlifReader {
  private static final List<String> UNSUPPORTED =
      List.of(
          ".subckt",
          ".search",
          ".gate",
          ".mlatch",
          ".exdc",
          ".clock",
          ".start_kiss",
          ".kiss",
          ".cname",
          ".area",
          ".delay",
          ".default_input_arrival",
          ".wire_load_slope",
          ".wire",
          ".input_arrival",
          ".output_required",
          ".default_output_required",
          ".input_drive",
          ".default_input_drive",
          ".max_input_load",
          ".default_max_input_load",
          ".output_load",
          ".default_output_load",
          ".blackbox",
          ".attr",
          ".param",
          ".conn");
  private static final int HINTED = 1000;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String source;
  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final List<Latch> latches = new ArrayList<>();
  private final Map<String, Cover> defined = new LinkedHashMap<>();
  private final Set<String> given = new HashSet<>();
  private boolean model;
  private boolean ended;
  private Cover open = new Cover(0, List.of());

  private record Latch(int line, String next, String name, boolean reset) {}

  private BlifReader(String source) {
    this.source = source;
  }

  /**
   * Reads a circuit.
   *
   * @param text the file
   * @param source what to call it in an error
   * @throws InvalidInputException with the line, if anything is wrong or not supported
   */
  public static SequentialCircuit read(String text, String source) {
    BlifReader reader = new BlifReader(source);
    reader.lines(text);
    return reader.circuit();
  }

  private InvalidInputException error(int line, String problem) {
    return InvalidInputException.at(source, line, 1, problem);
  }

  private void lines(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i + 1;
      StringBuilder whole = new StringBuilder(uncommented(lines[i]));
      while (whole.length() > 0 && whole.charAt(whole.length() - 1) == '\\') {
        whole.setLength(whole.length() - 1);
        i++;
        if (i == lines.length) {
          throw error(first, "the file ends after a '\\', which continues a line");
        }
        whole.append(' ').append(uncommented(lines[i]));
      }
      String line = whole.toString().strip();
      if (!line.isEmpty()) {
        statement(first, SPACE.split(line));
      }
    }
    if (!model) {
      throw InvalidInputException.in(source, "has no '.model'; is it a BLIF file?");
    }
  }

  private static String uncommented(String line) {
    int end = line.indexOf('#');
    return (end < 0 ? line : line.substring(0, end)).stripTrailing();
  }

  private void statement(int line, String[] words) {
    String word = words[0];
    if (ended) {
      throw error(line, "'" + shown(word) + "' stands after '.end'; one model a file is read");
    }
    List<String> rest = List.of(words).subList(1, words.length);
    if (!word.startsWith(".")) {
      row(line, words);
      return;
    }
    if (!model && !word.equals(".model")) {
      throw error(line, "'" + shown(word) + "' stands before '.model'");
    }
    open = new Cover(0, List.of());
    switch (word) {
      case ".model" -> {
        if (model) {
          throw error(line, "a second '.model'; hierarchies are not supported, flatten them first");
        }
        model = true;
      }
      case ".inputs" -> rest.forEach(name -> input(line, name));
      case ".outputs" -> outputs.addAll(rest);
      case ".names" -> names(line, rest);
      case ".latch" -> latch(line, rest);
      case ".end" -> ended = true;
      default -> throw unknown(line, word);
    }
  }

  private InvalidInputException unknown(int line, String word) {
    if (UNSUPPORTED.contains(word)) {
      String why =
          switch (word) {
            case ".subckt", ".search" -> "hierarchies are not read; flatten the circuit first";
            case ".gate", ".mlatch" -> "libraries of gates are not read; write '.names'";
            case ".exdc" -> "don't-cares are not read; leave them out";
            default -> "leave it out";
          };
      return error(line, "'" + word + "' is not supported: " + why);
    }
    return error(
        line,
        "unknown statement '"
            + shown(word)
            + "'"
            + Suggestions.hint(
                word, List.of(".model", ".inputs", ".outputs", ".names", ".latch", ".end")));
  }

  private void input(int line, String name) {
    define(line, name);
    given.add(name);
    inputs.add(name);
  }

  private void define(int line, String name) {
    if (given.contains(name) || defined.containsKey(name)) {
      throw error(line, "'" + shown(name) + "' is defined twice");
    }
  }

  private void names(int line, List<String> words) {
    if (words.isEmpty()) {
      throw error(line, "'.names' needs the name of what it defines");
    }
    String name = words.get(words.size() - 1);
    define(line, name);
    open = new Cover(line, List.copyOf(words.subList(0, words.size() - 1)));
    defined.put(name, open);
  }

  private void latch(int line, List<String> words) {
    if (words.size() < 2 || words.size() > 5) {
      throw error(line, "'.latch' needs input, output, and a reset value, such as '.latch d q 0'");
    }
    String name = words.get(1);
    define(line, name);
    boolean typed = words.size() >= 4;
    String reset = words.size() == 3 || words.size() == 5 ? words.get(words.size() - 1) : "";
    if (typed && !words.get(2).equals("re")) {
      throw error(
          line, "a latch of type '" + shown(words.get(2)) + "' is not supported; only 're' is");
    }
    if (!reset.equals("0") && !reset.equals("1")) {
      throw error(line, "latch '" + shown(name) + "' has no reset value; end the line with 0 or 1");
    }
    given.add(name);
    latches.add(new Latch(line, words.get(0), name, reset.equals("1")));
  }

  private void row(int line, String[] words) {
    if (open.line == 0) {
      throw error(line, "a row of a table stands outside '.names'");
    }
    String problem = open.add(words);
    if (!problem.isEmpty()) {
      throw error(line, problem);
    }
  }

  private SequentialCircuit circuit() {
    Circuit.Builder builder = Circuit.builder();
    Map<String, Integer> vertex = new LinkedHashMap<>();
    inputs.forEach(name -> vertex.put(name, builder.input(name)));
    latches.forEach(latch -> vertex.put(latch.name, builder.input(latch.name)));
    for (String name : defined.keySet()) {
      compile(name, builder, vertex);
    }
    for (String name : outputs) {
      builder.output(name, found(vertex, name, 0, "output"));
    }
    boolean[] reset = new boolean[latches.size()];
    for (int i = 0; i < reset.length; i++) {
      Latch latch = latches.get(i);
      reset[i] = latch.reset;
      builder.output(latch.name + ".next", found(vertex, latch.next, latch.line, "latch input"));
    }
    return new SequentialCircuit(builder.build(), reset);
  }

  private int found(Map<String, Integer> vertex, String name, int line, String what) {
    Integer v = vertex.get(name);
    if (v == null) {
      String problem = what + " '" + shown(name) + "' is not defined" + hint(vertex, name);
      throw line == 0 ? InvalidInputException.in(source, problem) : error(line, problem);
    }
    return v;
  }

  private static String hint(Map<String, Integer> vertex, String name) {
    return vertex.size() > HINTED || name.length() < 3
        ? ""
        : Suggestions.nearest(name, vertex.keySet())
            .map(n -> "; did you mean '" + n + "'?")
            .orElse("");
  }

  /** Compiles a definition after all that it reads, with a stack of its own: depth is no limit. */
  private void compile(String root, Circuit.Builder builder, Map<String, Integer> vertex) {
    List<String> stack = new ArrayList<>(List.of(root));
    List<Integer> next = new ArrayList<>(List.of(0));
    Map<String, Integer> active = new LinkedHashMap<>();
    active.put(root, 0);
    while (!stack.isEmpty()) {
      int top = stack.size() - 1;
      String name = stack.get(top);
      Cover cover = defined.get(name);
      if (cover == null || vertex.containsKey(name)) {
        stack.remove(top);
        next.remove(top);
        active.remove(name);
        continue;
      }
      int slot = next.get(top);
      if (slot == cover.reads.size()) {
        vertex.put(name, gate(cover, builder, vertex));
        continue;
      }
      next.set(top, slot + 1);
      String read = cover.reads.get(slot);
      if (!vertex.containsKey(read)) {
        descend(read, cover, stack, next, active, vertex);
      }
    }
  }

  private void descend(
      String read,
      Cover cover,
      List<String> stack,
      List<Integer> next,
      Map<String, Integer> active,
      Map<String, Integer> vertex) {
    if (!defined.containsKey(read)) {
      throw error(
          cover.line,
          "the table reads '" + shown(read) + "', which nothing defines" + hint(vertex, read));
    }
    if (active.containsKey(read)) {
      throw error(
          cover.line,
          "a cycle: '"
              + shown(read)
              + "' depends on itself through %d table%s; break it with a latch"
                  .formatted(
                      stack.size() - active.get(read),
                      stack.size() - active.get(read) == 1 ? "" : "s"));
    }
    active.put(read, stack.size());
    stack.add(read);
    next.add(0);
  }

  private int gate(Cover cover, Circuit.Builder builder, Map<String, Integer> vertex) {
    int[] reads = cover.reads.stream().mapToInt(vertex::get).toArray();
    try {
      return cover.gate(builder, reads);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(source + ": " + e.getMessage(), e);
    }
  }

  static String shown(String word) {
    StringBuilder plain = new StringBuilder();
    word.codePoints()
        .limit(60)
        .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return plain.toString();
  }
}
