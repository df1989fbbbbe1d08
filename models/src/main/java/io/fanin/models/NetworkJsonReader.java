package io.fanin.models;

import io.fanin.input.Suggestions;
import io.fanin.kernel.DType;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Output;
import io.fanin.kernel.Plan;
import io.fanin.models.JsonCursor.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code network.json}; what it accepts can be compiled, and costs memory as its size says.
 */
final class NetworkJsonReader {
  private static final int LARGE = 1 << 24;
  private static final List<String> KEYS =
      List.of(
          "fanin",
          "architecture",
          "settings",
          "dtype",
          "inputs",
          "specs",
          "outputs",
          "vertices",
          "given",
          "preprocessing",
          "provenance");

  private final JsonCursor json;
  private final SpecReader specs;
  private final Place start;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<InputBlock> inputs = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final SortedMap<String, String> provenance = new TreeMap<>();
  private String architecture = "";
  private String settings = "";
  private DType dtype = DType.FLOAT;
  private int[] vertices = {};
  private int[] given = {};
  private final PreprocessingReader preprocessing;

  NetworkJsonReader(String source, String text) {
    json = new JsonCursor(source, text);
    start = json.place();
    specs = new SpecReader(json);
    preprocessing = new PreprocessingReader(json);
    json.object("a model", KEYS, this::value);
    json.end();
  }

  private void value(String key) {
    places.put(key, json.place());
    switch (key) {
      case "fanin" -> json.integer("'fanin', the version of the format,", 1, NetworkJson.VERSION);
      case "architecture" -> architecture = json.string("'architecture'");
      case "settings" -> settings = json.string("'settings'");
      case "dtype" -> dtype = choice(json, "'dtype'", DType.class);
      case "inputs" -> json.list("'inputs'", this::input);
      case "specs" -> json.list("'specs'", specs::read);
      case "outputs" -> json.list("'outputs'", this::output);
      case "vertices" -> vertices = json.integers("a vertex's block", -1, Integer.MAX_VALUE);
      case "given" -> given = json.integers("the index of a spec", 0, Integer.MAX_VALUE);
      case "preprocessing" -> preprocessing.read();
      default ->
          json.map("'provenance'", k -> provenance.put(k, json.string("an entry of 'provenance'")));
    }
  }

  private void input() {
    Place place = json.place();
    String[] name = {""};
    int[] numbers = new int[2];
    json.object(
        "an input",
        List.of("name", "column", "width"),
        key -> {
          switch (key) {
            case "name" -> name[0] = json.string("'name'");
            case "column" -> numbers[0] = json.integer("'column'", 0, LARGE);
            default -> numbers[1] = json.integer("'width'", 1, LARGE);
          }
        });
    json.placed(place, () -> inputs.add(new InputBlock(name[0], numbers[0], numbers[1], 0)));
  }

  private void output() {
    String[] name = {""};
    int[] block = new int[1];
    json.object(
        "an output",
        List.of("name", "block"),
        key -> {
          if (key.equals("name")) {
            name[0] = json.string("'name'");
          } else {
            block[0] = json.integer("'block'", 0, Integer.MAX_VALUE);
          }
        });
    outputs.add(new Output(name[0], block[0], 0));
  }

  /** The constant of an enum, written in lower case with dashes. */
  static <E extends Enum<E>> E choice(JsonCursor json, String what, Class<E> type) {
    Place place = json.place();
    String text = json.string(what);
    List<String> known = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return constant;
      }
      known.add(name);
    }
    String shown = JsonCursor.printable(text);
    throw json.error(place, what + " cannot be '" + shown + "'" + Suggestions.hint(shown, known));
  }

  DType dtype() {
    return dtype;
  }

  /** The plan; its parameters are counted but not held. */
  Plan plan() {
    Plan.Builder builder = Plan.builder();
    inputs.forEach(builder::input);
    specs.addTo(builder, inputs);
    json.placed(at("outputs"), () -> outputs.forEach(builder::output));
    List<Plan> plan = new ArrayList<>();
    json.placed(start, () -> plan.add(builder.build()));
    json.placed(at("specs"), () -> PlanChecks.network(plan.get(0)));
    checkVertices(plan.get(0));
    return plan.get(0);
  }

  private void checkVertices(Plan plan) {
    for (int block : vertices) {
      if (block >= plan.blocks()) {
        throw json.error(at("vertices"), "there is no block " + block);
      }
    }
    for (int spec : given) {
      if (spec >= plan.specs().size() || !plan.specs().get(spec).frozen()) {
        throw json.error(at("given"), "there is no frozen spec " + spec);
      }
    }
  }

  /**
   * The model.
   *
   * @param plan of this reader
   * @param parameters of the plan
   */
  Model model(Plan plan, double[] parameters) {
    SortedMap<Integer, double[]> fixed = new TreeMap<>();
    for (int spec : given) {
      int at = plan.parameterOffset(spec);
      int size = plan.specs().get(spec).parametersPerShare();
      fixed.put(spec, Arrays.copyOfRange(parameters, at, at + size));
    }
    Network network = new Network(architecture, settings, plan, vertices, fixed);
    List<Model> model = new ArrayList<>();
    json.placed(
        at("preprocessing"),
        () -> model.add(new Model(network, dtype, parameters, preprocessing.result(), provenance)));
    return model.get(0);
  }

  private Place at(String key) {
    Place place = places.get(key);
    return place == null ? start : place;
  }
}
