package io.fanin.experiments.result;

import java.util.List;

/**
 * Everything that one run of one claim found.
 *
 * @param id the claim's name, such as {@code "approximation-rate"}
 * @param title short, for headings
 * @param sentence what is claimed, with its number
 * @param sources where it was published
 * @param prediction the formula, in plain text
 * @param decisionRule in words, with the tolerance
 * @param control whether the cause was broken on purpose, so that the claim must not hold
 * @param deviations what differs from the source's setting; may be empty
 */
public record ClaimReport(
    String id,
    String title,
    String sentence,
    List<Source> sources,
    String prediction,
    String decisionRule,
    Verdict verdict,
    boolean control,
    List<EndpointResult> endpoints,
    List<Comparison> comparisons,
    List<Figure> figures,
    List<DataTable> tables,
    List<GraphPicture> pictures,
    List<ImageGrid> images,
    List<Setting> settings,
    String deviations) {
  public ClaimReport {
    Require.id(id, "claim id");
    Require.text(title, "claim title");
    Require.text(sentence, "claim sentence");
    sources = Require.list(sources, "claim sources");
    Require.present(prediction, "claim prediction");
    Require.present(decisionRule, "claim decision rule");
    Require.present(verdict, "claim verdict");
    endpoints = Require.list(endpoints, "claim endpoints");
    comparisons = Require.list(comparisons, "claim comparisons");
    figures = Require.list(figures, "claim figures");
    tables = Require.list(tables, "claim tables");
    pictures = Require.list(pictures, "claim pictures");
    images = Require.list(images, "claim images");
    settings = Require.list(settings, "claim settings");
    Require.present(deviations, "claim deviations");
  }

  /**
   * The claim's name, with {@code -control} after it for a negative control; unique in a report.
   */
  public String anchor() {
    return control ? id + "-control" : id;
  }
}
