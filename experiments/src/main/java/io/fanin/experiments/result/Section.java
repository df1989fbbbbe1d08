package io.fanin.experiments.result;

import java.util.List;

/**
 * A free part of a report, such as what a training run says about itself.
 *
 * @param id lower-case letters, digits and dashes, unique in a report
 * @param paragraphs plain text
 */
public record Section(
    String id,
    String heading,
    List<String> paragraphs,
    List<Figure> figures,
    List<DataTable> tables,
    List<GraphPicture> pictures,
    List<ImageGrid> images) {
  public Section {
    Require.id(id, "section id");
    Require.text(heading, "section heading");
    paragraphs = Require.list(paragraphs, "section paragraphs");
    figures = Require.list(figures, "section figures");
    tables = Require.list(tables, "section tables");
    pictures = Require.list(pictures, "section pictures");
    images = Require.list(images, "section images");
  }
}
