package io.fanin.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.BasisSpec;
import io.fanin.kernel.BlockSpec;
import io.fanin.kernel.HostSpec;
import io.fanin.kernel.InputBlock;
import io.fanin.kernel.Output;
import io.fanin.settings.ExactText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code network.json}, version 1: everything of a model but its numbers. */
final class NetworkJson {
  static final int VERSION = 1;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private NetworkJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(Model model) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new NetworkJson(json).model(model);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    return text + "\n";
  }

  private void model(Model model) throws IOException {
    Network network = model.network();
    json.writeStartObject();
    json.writeNumberField("fanin", VERSION);
    json.writeStringField("architecture", network.architecture());
    json.writeStringField("settings", network.settings());
    json.writeStringField("dtype", model.dtype().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("inputs");
    for (InputBlock input : network.plan().inputs()) {
      json.writeStartObject();
      json.writeStringField("name", input.name());
      json.writeNumberField("column", input.column());
      json.writeNumberField("width", input.width());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("specs");
    for (BlockSpec spec : network.plan().specs()) {
      spec(spec);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("outputs");
    for (Output output : network.plan().outputs()) {
      json.writeStartObject();
      json.writeStringField("name", output.name());
      json.writeNumberField("block", output.block());
      json.writeEndObject();
    }
    json.writeEndArray();
    integers("vertices", network.vertexBlocks());
    integers("given", network.fixed().keySet().stream().mapToInt(i -> i).toArray());
    preprocessing(model.preprocessing());
    json.writeObjectFieldStart("provenance");
    for (Map.Entry<String, String> entry : model.provenance().entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void spec(BlockSpec spec) throws IOException {
    json.writeStartObject();
    if (spec instanceof AffineSpec affine) {
      json.writeObjectFieldStart("affine");
      affine(affine);
    } else if (spec instanceof BasisSpec basis) {
      json.writeObjectFieldStart("basis");
      json.writeStringField("name", basis.name());
      json.writeNumberField("level", basis.level());
      json.writeNumberField("inWidth", basis.readWidth(0));
      json.writeStringField("functions", basis.basis().id());
      integers("reads", Specs.reads(basis));
    } else if (spec instanceof HostSpec host) {
      throw new IllegalArgumentException(
          "host function '%s' of spec '%s' cannot be kept in a model file"
              .formatted(host.function().id(), host.name()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void affine(AffineSpec spec) throws IOException {
    json.writeStringField("name", spec.name());
    json.writeNumberField("level", spec.level());
    integers("readWidths", Specs.readWidths(spec));
    json.writeNumberField("outWidth", spec.outWidth());
    json.writeStringField("activation", Keys.name(spec.activation()));
    json.writeBooleanField("bias", spec.bias());
    integers("reads", Specs.reads(spec));
    if (spec.unshared()) {
      json.writeStringField("share", "own");
    } else if (spec.shares() == 1) {
      json.writeStringField("share", "one");
    } else {
      integers("share", Specs.shares(spec));
    }
    json.writeBooleanField("frozen", spec.frozen());
    number("rateScale", spec.rateScale());
  }

  private void preprocessing(Preprocessing preprocessing) throws IOException {
    json.writeObjectFieldStart("preprocessing");
    strings("missing", preprocessing.missing());
    json.writeArrayFieldStart("columns");
    for (Column column : preprocessing.columns()) {
      column(column);
    }
    json.writeEndArray();
    Target target = preprocessing.target();
    json.writeObjectFieldStart("target");
    json.writeStringField("name", target.name());
    json.writeStringField("task", target.task().name().toLowerCase(Locale.ROOT));
    json.writeStringField("loss", target.loss().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    numbers("means", target.means());
    numbers("scales", target.scales());
    strings("classes", target.classes());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void column(Column column) throws IOException {
    json.writeStartObject();
    if (column instanceof Column.Numeric numeric) {
      json.writeObjectFieldStart("numeric");
      json.writeStringField("name", column.name());
      number("mean", numeric.mean());
      number("scale", numeric.scale());
    } else if (column instanceof Column.Category category) {
      json.writeObjectFieldStart("category");
      json.writeStringField("name", column.name());
      strings("values", category.values());
    }
    json.writeBooleanField("missing", column.missing());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void integers(String key, int[] values) throws IOException {
    json.writeFieldName(key);
    json.writeArray(values, 0, values.length);
  }

  private void number(String key, double value) throws IOException {
    json.writeFieldName(key);
    json.writeNumber(ExactText.of(value));
  }

  private void numbers(String key, List<Double> values) throws IOException {
    json.writeArrayFieldStart(key);
    for (double value : values) {
      json.writeNumber(ExactText.of(value));
    }
    json.writeEndArray();
  }

  private void strings(String key, List<String> values) throws IOException {
    json.writeArrayFieldStart(key);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
