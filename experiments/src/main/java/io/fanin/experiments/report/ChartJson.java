package io.fanin.experiments.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanin.experiments.report.Scale.Mark;
import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.Interval;
import io.fanin.experiments.result.Series;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A plot as the data that the page's script draws; safe inside a script element. */
final class ChartJson {
  private ChartJson() {}

  static String of(Plot plot) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      axis(json, "x", plot.figure().x(), plot.x());
      axis(json, "y", plot.figure().y(), plot.y());
      json.writeNumberField("barWidth", plot.barWidth());
      json.writeNumberField("barSeries", plot.barSeries());
      json.writeBooleanField("shared", shareTheirX(plot.figure().series()));
      json.writeArrayFieldStart("series");
      for (int i = 0; i < plot.styles().size(); i++) {
        series(json, plot, i);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inScript(out.toString());
  }

  /** The same JSON without a character that could end a script element or open a comment. */
  static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Whether one tooltip can list all measured series at an x. */
  private static boolean shareTheirX(List<Series> all) {
    return all.stream()
            .filter(s -> s.kind() != Series.Kind.THEORY_LINE)
            .map(Series::x)
            .distinct()
            .count()
        == 1;
  }

  private static void axis(JsonGenerator json, String name, Axis axis, Scale scale)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("label", axis.heading());
    json.writeNumberField("lo", scale.lo());
    json.writeNumberField("hi", scale.hi());
    json.writeBooleanField("log", scale.log());
    json.writeArrayFieldStart("marks");
    for (Mark mark : scale.marks()) {
      json.writeStartArray();
      json.writeNumber(mark.value());
      json.writeString(mark.text());
      json.writeString(mark.exponent());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("minor");
    for (double tick : scale.minor()) {
      json.writeNumber(tick);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void series(JsonGenerator json, Plot plot, int i) throws IOException {
    Series series = plot.figure().series().get(i);
    SeriesStyle style = plot.styles().get(i);
    json.writeStartObject();
    json.writeStringField("name", series.name());
    json.writeStringField("kind", series.kind().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("colour", style.colour());
    json.writeNumberField("marker", style.marker());
    json.writeNumberField("dash", style.dash());
    json.writeBooleanField("interval", series.hasInterval());
    json.writeArrayFieldStart("points");
    for (int k = 0; k < series.x().size(); k++) {
      point(json, plot, series, k);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** {@code [x, y, lo, hi, x as text, y as text, interval as text]}. */
  private static void point(JsonGenerator json, Plot plot, Series series, int k)
      throws IOException {
    double x = series.x().get(k);
    double y = series.y().get(k);
    double lo = Plot.lo(series, k);
    double hi = Plot.hi(series, k);
    json.writeStartArray();
    json.writeNumber(x);
    number(json, y);
    number(json, lo);
    number(json, hi);
    json.writeString(xText(plot, x));
    json.writeString(lo <= hi ? Numbers.estimate(y, new Interval(lo, hi)) : Numbers.brief(y));
    json.writeString(lo <= hi ? Numbers.interval(new Interval(lo, hi)) : "");
    json.writeEndArray();
  }

  private static String xText(Plot plot, double x) {
    return plot.x().marks().stream()
        .filter(mark -> mark.value() == x && mark.exponent().isEmpty())
        .map(Mark::text)
        .findFirst()
        .orElseGet(() -> Numbers.brief(x));
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (Math.abs(value) <= Double.MAX_VALUE) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
