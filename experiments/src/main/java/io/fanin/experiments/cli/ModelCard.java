package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.kernel.Slice;
import io.fanin.models.Column;
import io.fanin.models.Model;
import io.fanin.models.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The card of a saved model: network, tensors, preprocessing, where it comes from. */
final class ModelCard {
  private static final int MOST_TENSORS = 30;

  private ModelCard() {}

  static Card of(Model model) {
    Target target = model.preprocessing().target();
    String settings = model.network().settings().lines().collect(Collectors.joining(", "));
    Card card = new Card();
    card.text("target", "target", target.name())
        .text("task", "task", target.task().name().toLowerCase(Locale.ROOT))
        .text("loss", "loss", target.loss().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .text("architecture", "architecture", model.network().architecture())
        .text("settings", "settings", settings)
        .whole("parameters", "parameters", model.network().parameters())
        .whole("trainable parameters", "trainable", model.network().trainableParameters())
        .whole("multiply-adds a row", "multiplyAdds", model.network().multiplyAdds())
        .text("number format", "format", model.dtype().name().toLowerCase(Locale.ROOT));
    if (!target.classes().isEmpty()) {
      card.text("classes", "classes", String.join(", ", target.classes()));
    }
    model.provenance().forEach((key, value) -> card.text("from: " + key, "from." + key, value));
    return card;
  }

  static void print(PrintStream out, Model model) {
    out.println();
    TextTable columns =
        TextTable.of("  input column", "becomes", "mean", "scale", "missing values");
    for (Column column : model.preprocessing().columns()) {
      columns.row(
          "  " + column.name(),
          column.width() == 1 ? "1 number" : column.width() + " numbers",
          column instanceof Column.Numeric n ? Figures.text(n.mean()) : "",
          column instanceof Column.Numeric n ? Figures.text(n.scale()) : "",
          column.missing() ? "answered" : "refused");
    }
    columns.print(out);
    out.println();
    TextTable tensors = TextTable.of("  tensor", "rows", "columns", "").numbers(1, 2);
    List<Slice> slices = model.network().plan().slices();
    for (Slice slice : slices.subList(0, Math.min(MOST_TENSORS, slices.size()))) {
      tensors.row(
          "  " + slice.name(),
          Integer.toString(slice.rows()),
          Integer.toString(slice.columns()),
          slice.frozen() ? "frozen" : "");
    }
    tensors.print(out);
    if (slices.size() > MOST_TENSORS) {
      out.println("  and " + (slices.size() - MOST_TENSORS) + " more");
    }
  }

  static void write(ObjectNode node, Model model) {
    ArrayNode columns = node.putArray("columns");
    for (Column column : model.preprocessing().columns()) {
      ObjectNode one = columns.addObject().put("name", column.name()).put("width", column.width());
      if (column instanceof Column.Numeric numeric) {
        one.put("mean", numeric.mean()).put("scale", numeric.scale());
      } else if (column instanceof Column.Category category) {
        ArrayNode values = one.putArray("values");
        category.values().forEach(values::add);
      }
      one.put("missing", column.missing());
    }
    ArrayNode tensors = node.putArray("tensors");
    for (Slice slice : model.network().plan().slices()) {
      tensors
          .addObject()
          .put("name", slice.name())
          .put("rows", slice.rows())
          .put("columns", slice.columns())
          .put("frozen", slice.frozen());
    }
  }
}
