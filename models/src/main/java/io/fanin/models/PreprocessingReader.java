package io.fanin.models;

import io.fanin.kernel.Loss;
import io.fanin.models.JsonCursor.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the preprocessing of a model. */
final class PreprocessingReader {
  private final JsonCursor json;
  private final List<Column> columns = new ArrayList<>();
  private List<String> missing = List.of();
  private @Nullable Target target;
  private @Nullable Preprocessing result;

  PreprocessingReader(JsonCursor json) {
    this.json = json;
  }

  /** What was read; only after {@link #read}. */
  Preprocessing result() {
    return Objects.requireNonNull(result, "not read yet");
  }

  void read() {
    Place place = json.place();
    json.object(
        "'preprocessing'",
        List.of("missing", "columns", "target"),
        key -> {
          switch (key) {
            case "missing" -> missing = json.strings("a marker");
            case "columns" -> json.list("'columns'", this::column);
            default -> new TargetReader().read();
          }
        });
    Target found = Objects.requireNonNull(target, "a key that was demanded");
    json.placed(place, () -> result = new Preprocessing(missing, columns, found));
  }

  private void column() {
    json.oneOf(
        "a column",
        List.of("numeric", "category"),
        kind -> {
          if (kind.equals("numeric")) {
            new NumericReader().read();
          } else {
            new CategoryReader().read();
          }
        });
  }

  /** One numeric column. */
  private final class NumericReader {
    private String name = "";
    private double mean;
    private double scale;
    private boolean gaps;

    void read() {
      Place place = json.place();
      json.object("a numeric column", List.of("name", "mean", "scale", "missing"), this::value);
      json.placed(place, () -> columns.add(new Column.Numeric(name, mean, scale, gaps)));
    }

    private void value(String key) {
      switch (key) {
        case "name" -> name = json.string("'name'");
        case "mean" -> mean = json.number("'mean'");
        case "scale" -> scale = json.number("'scale'");
        default -> gaps = json.flag("'missing'");
      }
    }
  }

  /** One column of categories. */
  private final class CategoryReader {
    private String name = "";
    private List<String> values = List.of();
    private boolean gaps;

    void read() {
      Place place = json.place();
      json.object("a category column", List.of("name", "values", "missing"), this::value);
      json.placed(place, () -> columns.add(new Column.Category(name, values, gaps)));
    }

    private void value(String key) {
      switch (key) {
        case "name" -> name = json.string("'name'");
        case "values" -> values = json.strings("a category");
        default -> gaps = json.flag("'missing'");
      }
    }
  }

  /** The target. */
  private final class TargetReader {
    private String name = "";
    private Task task = Task.REGRESSION;
    private Loss loss = Loss.MSE;
    private List<Double> means = List.of();
    private List<Double> scales = List.of();
    private List<String> classes = List.of();

    void read() {
      Place place = json.place();
      json.object(
          "'target'", List.of("name", "task", "loss", "means", "scales", "classes"), this::value);
      json.placed(place, () -> target = new Target(name, task, loss, means, scales, classes));
    }

    private void value(String key) {
      switch (key) {
        case "name" -> name = json.string("'name'");
        case "task" -> task = NetworkJsonReader.choice(json, "'task'", Task.class);
        case "loss" -> loss = NetworkJsonReader.choice(json, "'loss'", Loss.class);
        case "means" -> means = json.numbers("a mean");
        case "scales" -> scales = json.numbers("a scale");
        default -> classes = json.strings("a class");
      }
    }
  }
}
