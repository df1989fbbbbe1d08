package io.fanin.experiments.result;

import java.util.List;

/**
 * A drawn graph, with what each node learnt.
 *
 * @param id lower-case letters, digits and dashes; the name of its file, unique in a report
 * @param title one line
 * @param caption what to see
 * @param alt what the picture shows, for those who cannot see it
 * @param svg one complete {@code <svg>} element; scripts and outside references in it are refused
 *     when the report is written
 * @param nodes optional values behind the drawing; listed below it
 */
public record GraphPicture(
    String id, String title, String caption, String alt, String svg, List<NodeValue> nodes) {
  public GraphPicture {
    Require.id(id, "picture id");
    Require.text(title, "picture title");
    Require.present(caption, "picture caption");
    Require.text(alt, "picture alt");
    Require.text(svg, "picture svg");
    nodes = Require.list(nodes, "picture nodes");
  }

  /**
   * What is known of one node.
   *
   * @param value such as the alignment in [0, 1]; NaN where it was not measured
   * @param tooltip one line
   */
  public record NodeValue(String name, double value, String tooltip) {
    public NodeValue {
      Require.text(name, "node name");
      Require.present(tooltip, "node tooltip");
    }
  }
}
