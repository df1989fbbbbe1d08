package io.fanin.experiments.result;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole report: claims, free sections and where the numbers come from.
 *
 * @param title of the page
 * @param summary one or two sentences below the title; may be empty
 */
public record Report(
    String title,
    String summary,
    List<ClaimReport> claims,
    List<Section> sections,
    Provenance provenance) {
  public Report {
    Require.text(title, "report title");
    Require.present(summary, "report summary");
    claims = Require.list(claims, "report claims");
    sections = Require.list(sections, "report sections");
    Require.present(provenance, "report provenance");
    unique(
        "part",
        Stream.concat(
            claims.stream().map(ClaimReport::anchor), sections.stream().map(Section::id)));
    unique("figure, table or picture", shown(claims, sections));
  }

  /** All plots, in page order. */
  public List<Figure> figures() {
    return figures(claims, sections).toList();
  }

  /** All tables, in page order. */
  public List<DataTable> tables() {
    return tables(claims, sections).toList();
  }

  /** All drawn graphs, in page order. */
  public List<GraphPicture> pictures() {
    return pictures(claims, sections).toList();
  }

  private static Stream<Figure> figures(List<ClaimReport> claims, List<Section> sections) {
    return Stream.concat(
        claims.stream().flatMap(claim -> claim.figures().stream()),
        sections.stream().flatMap(section -> section.figures().stream()));
  }

  private static Stream<DataTable> tables(List<ClaimReport> claims, List<Section> sections) {
    return Stream.concat(
        claims.stream().flatMap(claim -> claim.tables().stream()),
        sections.stream().flatMap(section -> section.tables().stream()));
  }

  private static Stream<GraphPicture> pictures(List<ClaimReport> claims, List<Section> sections) {
    return Stream.concat(
        claims.stream().flatMap(claim -> claim.pictures().stream()),
        sections.stream().flatMap(section -> section.pictures().stream()));
  }

  private static Stream<ImageGrid> images(List<ClaimReport> claims, List<Section> sections) {
    return Stream.concat(
        claims.stream().flatMap(claim -> claim.images().stream()),
        sections.stream().flatMap(section -> section.images().stream()));
  }

  private static Stream<String> shown(List<ClaimReport> claims, List<Section> sections) {
    return Stream.of(
            figures(claims, sections).map(Figure::id),
            tables(claims, sections).map(DataTable::id),
            pictures(claims, sections).map(GraphPicture::id),
            images(claims, sections).map(ImageGrid::id))
        .flatMap(ids -> ids);
  }

  private static void unique(String what, Stream<String> ids) {
    Set<String> seen = new HashSet<>();
    ids.forEach(
        id ->
            Require.condition(
                seen.add(id), "a report has the id '" + id + "' twice (" + what + ")"));
  }
}
