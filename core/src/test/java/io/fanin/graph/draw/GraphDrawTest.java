package io.fanin.graph.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.graph.GraphFamilies;
import io.fanin.graph.SparseGraph;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GraphDrawTest {
  private static final SparseGraph PAIR =
      SparseGraph.withInputs("a", "b_1").node("p", "a", "b_1").node("q", "p", "p").build();

  static Stream<SparseGraph> graphs() {
    return Stream.of(
        PAIR,
        GraphFamilies.kAryTree(1, 2),
        GraphFamilies.kAryTree(300, 3),
        GraphFamilies.randomTree(16, 2, 3),
        GraphFamilies.butterfly(4),
        GraphFamilies.chain(60),
        GraphFamilies.dense(8, 5, 1),
        GraphFamilies.random(6, 40, 3, 1),
        GraphFamilies.chain(5_000),
        GraphFamilies.dense(200, 200, 1));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void svg_is_xml_with_a_group_for_each_vertex_and_no_reference_outside(SparseGraph graph)
      throws Exception {
    for (Direction direction : Direction.values()) {
      GraphDrawing drawing = GraphDrawing.of(graph).withDirection(direction);
      String svg = GraphSvg.write(drawing);
      var groups = parse(svg).getElementsByTagName("g");
      assertThat(groups.getLength()).isEqualTo(1 + drawing.drawable().graph().vertices());
      assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
          .doesNotContain("http", "href", "url(", "id=\"", "NaN", "Infinity");
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void pictures_are_the_same_in_every_locale(SparseGraph graph) {
    GraphDrawing drawing = GraphDrawing.of(graph);
    List<String> here =
        List.of(GraphSvg.write(drawing), GraphDot.write(drawing), GraphTikz.write(drawing));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(
              List.of(GraphSvg.write(drawing), GraphDot.write(drawing), GraphTikz.write(drawing)))
          .isEqualTo(here);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hostile_text_stays_text() throws Exception {
    String text = "</text><script>\"&'\\$x_1^2%\u0007\ud800";
    GraphDrawing drawing = GraphDrawing.of(PAIR).withLabels(v -> text).withTooltips(v -> text);
    String svg = GraphSvg.write(drawing);
    assertThat(svg).doesNotContain("<script");
    assertThat(parse(svg).getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("</text><script>\"&'\\$x_1^2%\ufffd\ufffd");
    assertThat(GraphDot.write(drawing)).contains("label=\"</text><script>\\\"&'\\\\$x_1^2%");
    assertThat(GraphTikz.write(drawing))
        .contains(
            "{</text><script>\"\\&'\\textbackslash{}\\$x\\_1\\textasciicircum{}2\\% \ud800};");
  }

  @Test
  void values_colour_and_come_with_a_legend() {
    double[] values = {Double.NaN, Double.NaN, 0, 1};
    GraphDrawing drawing = GraphDrawing.of(PAIR).withValues(values, "alignment");
    values[2] = 0.5;
    assertThat(GraphSvg.write(drawing))
        .contains("fill=\"#00224e\"", "fill=\"#fee838\"", ">1  alignment</text>");
    assertThat(GraphDot.write(drawing))
        .contains("fillcolor=\"#00224e\", fontcolor=white", "fillcolor=\"#fee838\", tooltip")
        .contains("label=\"colour: alignment, 0 to 1\"");
    assertThat(GraphTikz.write(drawing))
        .contains("fill={rgb,255:red,0;green,34;blue,78}, text=white")
        .contains("{colour: alignment, 0 (dark) to 1 (light)};");
    assertThat(GraphSvg.write(GraphDrawing.of(PAIR))).doesNotContain("fill=\"#");
  }

  @Test
  void values_outside_the_scale_are_refused() {
    GraphDrawing drawing = GraphDrawing.of(PAIR);
    assertThatThrownBy(() -> drawing.withValues(new double[3], "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one value for each of 4 vertices, was 3");
    assertThatThrownBy(() -> drawing.withValues(new double[] {0, 1, 1.5, 0}, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value of vertex 2 must be in [0, 1] or NaN, was 1.5");
  }

  @Test
  void dot_is_written_whole() {
    assertThat(GraphDot.write(GraphDrawing.of(PAIR)))
        .isEqualTo(
            """
            digraph fanin {
              rankdir=BT;
              node [fontname="Helvetica", fontsize=11, height=0.3, margin="0.08,0.04"];
              edge [arrowsize=0.6, color="#808080"];
              "a" [label="a", shape=box, tooltip="a, an input"];
              "b_1" [label="b_1", shape=box, tooltip="b_1, an input"];
              "p" [label="p", shape=ellipse, tooltip="p reads a, b_1"];
              "q" [label="q", shape=ellipse, peripheries=2, tooltip="q reads p, p"];
              {rank=same; "a"; "b_1";}
              {rank=same; "p";}
              {rank=same; "q";}
              "a" -> "p";
              "b_1" -> "p";
              "p" -> "q";
              "p" -> "q";
            }
            """);
  }

  @Test
  void tikz_opens_and_closes_and_draws_each_read() {
    String tikz = GraphTikz.write(GraphDrawing.of(PAIR));
    assertThat(tikz).startsWith("\\begin{tikzpicture}").endsWith("\\end{tikzpicture}\n");
    assertThat(tikz.split("\\\\draw\\[line\\]", -1)).hasSize(1 + 4);
    assertThat(tikz).contains("{b\\_1};");
    assertThat(tikz.chars().filter(c -> c == '{').count())
        .isEqualTo(tikz.chars().filter(c -> c == '}').count());
  }

  @Test
  void a_large_graph_is_summed_up_by_level_and_says_so() {
    SparseGraph graph = GraphFamilies.butterfly(9);
    double[] values = new double[graph.vertices()];
    Arrays.fill(values, 1.0);
    GraphDrawing drawing = GraphDrawing.of(graph).withValues(values, "alignment");
    assertThat(GraphSvg.write(drawing))
        .contains("<title>Graph with 512 inputs and 4608 nodes, fan-in at most 2, depth 9</title>")
        .contains(
            "5,120 vertices, 9,216 reads: each box is a level; reads that skip a box are not"
                + " drawn.")
        .contains(">512 inputs</text>", ">level 9: 512 nodes, fan-in 2</text>")
        .contains("1  alignment (mean of the box)");
    String chain = GraphDot.write(GraphDrawing.of(GraphFamilies.chain(5_000)));
    assertThat(chain)
        .contains("each box is a run of 313 levels")
        .contains("levels 4696–4999: 304 nodes, fan-in 2; reads inputs, levels 4383–4695");
  }

  @Test
  void a_long_label_is_cut_and_a_long_list_of_reads_too() {
    GraphDrawing drawing =
        GraphDrawing.of(GraphFamilies.dense(12, 1)).withLabels(v -> "l".repeat(60));
    assertThat(drawing.label(0)).isEqualTo("l".repeat(47) + "…");
    assertThat(drawing.tooltip(12))
        .isEqualTo("n1.0 reads x0, x1, x2, x3, x4, x5, x6, x7 and 4 more");
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void boxes_do_not_overlap(SparseGraph graph) {
    for (Direction direction : Direction.values()) {
      GraphDrawing drawing = GraphDrawing.of(graph).withDirection(direction).drawable();
      Layout layout = new Layout(drawing);
      for (int[] level : drawing.graph().levels()) {
        assertThat(overlaps(layout, level)).isZero();
      }
    }
  }

  private static int overlaps(Layout layout, int[] level) {
    int overlaps = 0;
    for (int u : level) {
      for (int v : level) {
        double right = Math.abs(layout.x(u) - layout.x(v)) + 1e-6;
        double down = Math.abs(layout.y(u) - layout.y(v)) + 1e-6;
        boolean apart =
            right >= (layout.width(u) + layout.width(v)) / 2
                || down >= (layout.height(u) + layout.height(v)) / 2;
        overlaps += u == v || apart ? 0 : 1;
      }
    }
    return overlaps;
  }

  @Test
  void a_random_tree_is_drawn_without_a_crossing() {
    SparseGraph tree = GraphFamilies.randomTree(16, 2, 3);
    Layout layout = new Layout(GraphDrawing.of(tree));
    for (Layers.Segment s : layout.segments()) {
      for (Layers.Segment t : layout.segments()) {
        boolean sameRow =
            layout.y(s.from()) == layout.y(t.from()) && layout.y(s.to()) == layout.y(t.to());
        double below = layout.x(s.from()) - layout.x(t.from());
        double above = layout.x(s.to()) - layout.x(t.to());
        assertThat(sameRow && below * above < 0).isFalse();
      }
    }
  }

  @Test
  void isotonic_regression_pools_what_falls() {
    assertThat(Placement.isotonic(new double[] {1, 3, 2, 2, 5, 4}))
        .containsExactly(1, 7 / 3.0, 7 / 3.0, 7 / 3.0, 4.5, 4.5);
    assertThat(Placement.isotonic(new double[0])).isEmpty();
  }

  @Test
  void the_colour_scale_grows_lighter_and_ends_where_it_should() {
    assertThat(ColourScale.hex(0)).isEqualTo("#00224e");
    assertThat(ColourScale.hex(1)).isEqualTo("#fee838");
    assertThat(ColourScale.light(0)).isFalse();
    assertThat(ColourScale.light(1)).isTrue();
    int before = -1;
    for (int i = 0; i <= 100; i++) {
      int rgb = ColourScale.rgb(i / 100.0);
      int luma = 299 * (rgb >> 16) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF);
      assertThat(luma).isGreaterThan(before);
      before = luma;
    }
  }

  @Test
  void a_drawing_asks_for_labels_only_when_it_is_written() {
    assertThatCode(
            () ->
                GraphDrawing.of(PAIR)
                    .withLabels(
                        v -> {
                          throw new IllegalStateException("asked too early");
                        }))
        .doesNotThrowAnyException();
  }
}
