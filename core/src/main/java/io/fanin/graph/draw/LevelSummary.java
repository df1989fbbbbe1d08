package io.fanin.graph.draw;

import io.fanin.graph.SparseGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A graph too large to draw, as a small graph: one vertex for the inputs, and one for each level or
 * run of levels, which reads the one before. What its nodes read in truth is in the tooltip.
 */
final class LevelSummary {
  /** Most boxes above the inputs. */
  private static final int MAX_BANDS = 16;

  private final GraphDrawing drawing;
  private final SparseGraph graph;
  private final List<int[]> levels;

  /** Kept, for the graph looks at every vertex to tell it. */
  private final int depth;

  /** Levels in a band; band {@code b >= 1} starts at level {@code 1 + (b - 1) * perBand}. */
  private final int perBand;

  private LevelSummary(GraphDrawing drawing) {
    this.drawing = drawing;
    this.graph = drawing.graph();
    this.levels = graph.levels();
    this.depth = levels.size() - 1;
    this.perBand = (depth - 1) / MAX_BANDS + 1;
  }

  static GraphDrawing of(GraphDrawing drawing) {
    return new LevelSummary(drawing).draw();
  }

  private GraphDrawing draw() {
    int bands = band(depth);
    SparseGraph.Builder builder = SparseGraph.withInputs("b0");
    List<String> labels = new ArrayList<>(List.of(count(graph.inputs(), "input")));
    List<String> tooltips = new ArrayList<>(labels);
    for (int band = 1; band <= bands; band++) {
      int[] facts = {Integer.MAX_VALUE, 0, 0};
      BitSet reads = reads(band, facts);
      builder.node("b" + band, "b" + (band - 1));
      labels.add(label(band, facts));
      tooltips.add(
          label(band, facts)
              + "; reads "
              + reads.stream().mapToObj(this::where).collect(Collectors.joining(", ")));
    }
    return GraphDrawing.of(builder.build())
        .withLabels(labels::get)
        .withTooltips(tooltips::get)
        .withValues(means(bands + 1), drawing.legend() + " (mean of the box)")
        .withDirection(drawing.direction())
        .withTitleAndNote(drawing.title(), note());
  }

  /** The mean of the values in each band; NaN where there are none. */
  private double[] means(int bands) {
    double[] sum = new double[bands];
    int[] size = new int[bands];
    for (int v = 0; v < graph.vertices(); v++) {
      if (!Double.isNaN(drawing.value(v))) {
        sum[band(graph.level(v))] += drawing.value(v);
        size[band(graph.level(v))]++;
      }
    }
    // Rounding may carry a mean of ones past 1.
    Arrays.setAll(sum, b -> size[b] == 0 ? Double.NaN : Math.min(1, sum[b] / size[b]));
    return sum;
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "%,d vertices, %,d reads: each box is %s; reads that skip a box are not drawn.",
        graph.vertices(),
        graph.edges(),
        perBand == 1 ? "a level" : "a run of " + perBand + " levels");
  }

  /** The earlier bands that a band reads; counts smallest and largest fan-in, and nodes. */
  private BitSet reads(int band, int[] facts) {
    BitSet reads = new BitSet();
    for (int level = first(band); level <= last(band); level++) {
      for (int v : levels.get(level)) {
        facts[0] = Math.min(facts[0], graph.fanIn(v));
        facts[1] = Math.max(facts[1], graph.fanIn(v));
        facts[2]++;
        for (int slot = 0; slot < graph.fanIn(v); slot++) {
          reads.set(band(graph.level(graph.read(v, slot))));
        }
      }
    }
    reads.clear(band);
    return reads;
  }

  private String label(int band, int[] facts) {
    String fanIn = facts[0] == facts[1] ? "" + facts[0] : facts[0] + "–" + facts[1];
    return where(band) + ": " + count(facts[2], "node") + ", fan-in " + fanIn;
  }

  private String where(int band) {
    if (band == 0) {
      return "inputs";
    }
    return first(band) == last(band)
        ? "level " + first(band)
        : "levels " + first(band) + "–" + last(band);
  }

  private int band(int level) {
    return level == 0 ? 0 : 1 + (level - 1) / perBand;
  }

  private int first(int band) {
    return 1 + (band - 1) * perBand;
  }

  private int last(int band) {
    return Math.min(depth, band * perBand);
  }

  private static String count(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
