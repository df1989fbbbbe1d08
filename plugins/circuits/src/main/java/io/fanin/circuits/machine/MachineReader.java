package io.fanin.circuits.machine;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a machine in the YAML of turingmachine.io.
 *
 * <pre>
 * input: '1011'
 * blank: ' '
 * start state: right
 * table:
 *   right:
 *     [1, 0]: R
 *     ' ': {L: carry}
 *   carry:
 *     1: {write: 0, L}
 *     [0, ' ']: {write: 1, L: done}
 *   done:
 * </pre>
 *
 * <p>Scalars are taken as written, so {@code 0}, {@code Y} and {@code no} are what they look like,
 * not numbers or truth values. A symbol is one character. {@code synonyms} name instructions.
 */
public final class MachineReader {
  private static final List<String> KEYS =
      List.of("name", "source code", "input", "blank", "start state", "synonyms", "table");

  /** Most characters of a file. */
  private static final int MAX_SIZE = 1 << 20;

  private final String source;
  private final Map<String, Rule> synonyms = new LinkedHashMap<>();
  private final Map<String, @Nullable MappingNode> rows = new LinkedHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final Set<String> symbols = new LinkedHashSet<>();

  /** What to do: null for the same symbol or state. */
  private record Rule(@Nullable String write, int move, @Nullable String state, Node place) {}

  private record Cell(String state, String symbol, Rule rule) {}

  private MachineReader(String source) {
    this.source = source;
  }

  /**
   * Reads a machine.
   *
   * @param text YAML
   * @param source what to call it in an error
   * @param alphabet further symbols that words may hold; may be empty
   * @throws InvalidInputException with the line, if anything is wrong
   */
  public static TuringMachine read(String text, String source, String alphabet) {
    return new MachineReader(source).machine(text, alphabet);
  }

  private InvalidInputException error(Node place, String problem) {
    return error(place.getStartMark(), problem);
  }

  private InvalidInputException error(Mark mark, String problem) {
    return InvalidInputException.at(source, mark.getLine() + 1, mark.getColumn() + 1, problem);
  }

  private TuringMachine machine(String text, String alphabet) {
    MappingNode whole = mapping(parse(text), "a machine");
    Map<String, Node> parts = entries(whole, "the machine");
    for (Map.Entry<String, Node> part : parts.entrySet()) {
      if (!KEYS.contains(part.getKey())) {
        throw error(
            part.getValue(),
            "unknown key '" + shown(part.getKey()) + "'" + Suggestions.hint(part.getKey(), KEYS));
      }
    }
    String blank = symbol(required(whole, parts, "blank"));
    symbols.add(blank);
    String input = input(parts.get("input"), blank);
    alphabet.codePoints().mapToObj(Character::toString).forEach(symbols::add);
    readSynonyms(parts.get("synonyms"));
    Node table = required(whole, parts, "table");
    entries(mapping(table, "'table'"), "the table").forEach(this::state);
    rows.forEach(this::row);
    String start = text(required(whole, parts, "start state"), "'start state'");
    checkState(start, parts.getOrDefault("start state", whole));
    synonyms.values().forEach(rule -> check(rule));
    return build(start, blank, input);
  }

  private Node parse(String text) {
    if (text.length() > MAX_SIZE) {
      throw InvalidInputException.in(
          source,
          "has %,d characters; a machine has at most %,d".formatted(text.length(), MAX_SIZE));
    }
    try {
      Node node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (node == null) {
        throw InvalidInputException.in(source, "holds nothing; a machine has " + KEYS);
      }
      return node;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      String problem = "not YAML: " + firstLine(String.valueOf(e.getProblem()));
      throw mark == null ? InvalidInputException.in(source, problem) : error(mark, problem);
    } catch (YAMLException e) {
      throw InvalidInputException.in(
          source, "not YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static String firstLine(String text) {
    return shown(text.lines().findFirst().orElse("malformed"));
  }

  private MappingNode mapping(Node node, String what) {
    if (!(node instanceof MappingNode map)) {
      throw error(node, what + " must be a mapping, 'key: value' on each line");
    }
    return map;
  }

  private Map<String, Node> entries(MappingNode map, String what) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      String key = text(tuple.getKeyNode(), "a key of " + what);
      if (entries.put(key, tuple.getValueNode()) != null) {
        throw error(tuple.getKeyNode(), "'" + shown(key) + "' stands twice in " + what);
      }
    }
    return entries;
  }

  private Node required(MappingNode whole, Map<String, Node> parts, String key) {
    Node node = parts.get(key);
    if (node == null) {
      throw error(whole, "the machine has no '" + key + "'");
    }
    return node;
  }

  private String text(Node node, String what) {
    if (!(node instanceof ScalarNode scalar)) {
      throw error(node, what + " must be a single word");
    }
    return scalar.getValue();
  }

  private String symbol(Node node) {
    String symbol = text(node, "a symbol");
    if (symbol.codePointCount(0, symbol.length()) != 1) {
      throw error(
          node,
          "a symbol must be one character, was '"
              + shown(symbol)
              + "'; several are a list, [a, b]");
    }
    return symbol;
  }

  private String input(@Nullable Node node, String blank) {
    if (node == null) {
      return "";
    }
    String input = text(node, "'input'");
    if (input.contains(blank)) {
      throw error(node, "the input holds the blank, '" + shown(blank) + "'");
    }
    input.codePoints().mapToObj(Character::toString).forEach(symbols::add);
    return input;
  }

  private void readSynonyms(@Nullable Node node) {
    if (node == null || isNull(node)) {
      return;
    }
    entries(mapping(node, "'synonyms'"), "the synonyms")
        .forEach((name, value) -> synonyms.put(name, rule(value)));
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && List.of("", "~", "null").contains(scalar.getValue());
  }

  private void state(String name, Node row) {
    rows.put(name, isNull(row) ? null : mapping(row, "state '" + shown(name) + "'"));
  }

  private void row(String state, @Nullable MappingNode row) {
    if (row == null) {
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    for (NodeTuple tuple : row.getValue()) {
      Node key = tuple.getKeyNode();
      Rule rule = rule(tuple.getValueNode());
      check(rule);
      List<Node> keys = key instanceof SequenceNode list ? list.getValue() : List.of(key);
      for (Node one : keys) {
        String symbol = symbol(one);
        if (!seen.add(symbol)) {
          throw error(
              one, "state '%s' has two rules for '%s'".formatted(shown(state), shown(symbol)));
        }
        symbols.add(symbol);
        cells.add(new Cell(state, symbol, rule));
      }
    }
  }

  private void check(Rule rule) {
    if (rule.state() != null) {
      checkState(rule.state(), rule.place());
    }
  }

  private void checkState(String state, Node place) {
    if (!rows.containsKey(state)) {
      throw error(
          place, "undefined state '" + shown(state) + "'" + Suggestions.hint(state, rows.keySet()));
    }
  }

  private Rule rule(Node node) {
    if (node instanceof ScalarNode scalar) {
      return named(scalar);
    }
    if (!(node instanceof MappingNode map)) {
      throw error(node, "an instruction is L, R, a synonym, or such as {write: 1, R: state}");
    }
    String write = null;
    int move = 0;
    String state = null;
    Node place = node;
    for (Map.Entry<String, Node> entry : entries(map, "the instruction").entrySet()) {
      Node value = entry.getValue();
      switch (entry.getKey()) {
        case "write" -> {
          write = symbol(value);
          symbols.add(write);
        }
        case "L", "R" -> {
          if (move != 0) {
            throw error(node, "the instruction moves both ways; give L or R");
          }
          move = entry.getKey().equals("L") ? -1 : 1;
          state = isNull(value) ? null : text(value, "a state");
          place = value;
        }
        default ->
            throw error(
                value,
                "unknown key '"
                    + shown(entry.getKey())
                    + "' in an instruction; known: write, L, R");
      }
    }
    if (move == 0) {
      throw error(node, "the instruction does not move; give L or R");
    }
    return new Rule(write, move, state, place);
  }

  private Rule named(ScalarNode scalar) {
    String name = scalar.getValue();
    if (name.equals("L") || name.equals("R")) {
      return new Rule(null, name.equals("L") ? -1 : 1, null, scalar);
    }
    Rule synonym = synonyms.get(name);
    if (synonym == null) {
      throw error(
          scalar,
          "'"
              + shown(name)
              + "' is neither L nor R nor a synonym; a mapping such as {R: state}"
              + " goes to another state");
    }
    return synonym;
  }

  private TuringMachine build(String start, String blank, String input) {
    List<String> states = List.copyOf(rows.keySet());
    List<String> alphabet = List.copyOf(symbols);
    int size = Math.multiplyExact(states.size(), alphabet.size());
    int[] next = new int[size];
    int[] written = new int[size];
    byte[] move = new byte[size];
    for (int i = 0; i < size; i++) {
      next[i] = i / alphabet.size();
      written[i] = i % alphabet.size();
    }
    Map<String, Integer> stateOf = numbers(states);
    Map<String, Integer> symbolOf = numbers(alphabet);
    for (Cell cell : cells) {
      Rule rule = cell.rule();
      int at = number(stateOf, cell.state()) * alphabet.size() + number(symbolOf, cell.symbol());
      move[at] = (byte) rule.move();
      next[at] = rule.state() == null ? next[at] : number(stateOf, rule.state());
      written[at] = rule.write() == null ? written[at] : number(symbolOf, rule.write());
    }
    return new TuringMachine(
        states,
        alphabet,
        number(stateOf, start),
        number(symbolOf, blank),
        input,
        next,
        written,
        move);
  }

  private static Map<String, Integer> numbers(List<String> names) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static int number(Map<String, Integer> numbers, String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("no number for " + name);
    }
    return number;
  }

  private static String shown(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(60)
        .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return plain.toString();
  }
}
