package io.fanin.experiments.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.result.Axis;
import io.fanin.experiments.result.Figure;
import io.fanin.experiments.result.Series;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

final class FigureFilesTest {
  private static final Figure RATES = SampleReport.rates();

  @TempDir Path folder;

  @Test
  void the_png_has_its_size_and_ink_in_the_colours_of_the_series() throws IOException {
    new FigureFiles().write(RATES, folder);
    BufferedImage image = ImageIO.read(folder.resolve(RATES.id() + ".png").toFile());

    assertThat(image.getWidth()).isEqualTo(1872);
    assertThat(image.getHeight()).isEqualTo(1208);
    assertThat(count(image, 0x0072B2)).isGreaterThan(2000);
    assertThat(count(image, 0xD55E00)).isGreaterThan(2000);
    assertThat(count(image, 0x333333)).as("the theory's line").isGreaterThan(1000);
    assertThat(count(image, 0xFFFFFF)).isGreaterThan(1872 * 1208 / 2);
  }

  @Test
  void the_svg_is_xml_and_names_each_series_as_text_and_group() throws Exception {
    new FigureFiles().write(RATES, folder);
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve(RATES.id() + ".svg").toFile());

    List<String> names = RATES.series().stream().map(Series::name).toList();
    assertThat(texts(svg, "text")).containsAll(names).contains("sup error");
    assertThat(texts(svg, "title")).containsAll(names);
  }

  @Test
  void the_pdf_is_one_page_with_text_that_can_be_searched() throws IOException {
    new FigureFiles().write(RATES, folder);
    byte[] bytes = Files.readAllBytes(folder.resolve(RATES.id() + ".pdf"));

    assertThat(new String(bytes, 0, 5, ISO_8859_1)).isEqualTo("%PDF-");
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("tree, n = 4", "theory: slope −1, every n");
    }
  }

  @Test
  void characters_that_the_font_lacks_become_question_marks() throws IOException {
    double[] x = {1, 2};
    Figure figure =
        new Figure(
            "f",
            "F",
            "",
            Axis.linear("漢字 α ≤ −1", ""),
            Axis.linear("", ""),
            List.of(Series.line("s", x, x)));
    new FigureFiles().write(figure, folder);

    try (PDDocument pdf = Loader.loadPDF(folder.resolve("f.pdf").toFile())) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("?? α ≤ −1");
    }
  }

  @Test
  void gaps_constants_and_intervals_below_a_log_axis_are_drawn() throws IOException {
    double[] x = {1, 2, 3};
    double[] flat = {1, Double.NaN, 1};
    Figure figure =
        new Figure(
            "f",
            "F",
            "",
            Axis.log("", ""),
            Axis.log("", ""),
            List.of(
                Series.band("a", x, flat, new double[] {-1, 0, 0.5}, new double[] {2, 2, 2}),
                Series.points("b", x, flat, new double[] {-1, 0, 0.5}, new double[] {2, 2, 2}),
                Series.bars("c", x, flat, new double[] {-1, 0, 0.5}, new double[] {2, 2, 2}),
                Series.theory("d", new double[] {1}, new double[] {Double.NaN})));
    new FigureFiles().write(figure, folder);

    assertThat(Files.readString(folder.resolve("f.svg"))).doesNotContain("NaN", "Infinity");
    assertThat(ChartJson.of(Plot.of(figure))).doesNotContain("NaN", "Infinity");
    assertThat(count(ImageIO.read(folder.resolve("f.png").toFile()), 0x0072B2)).isPositive();
  }

  private static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  private static List<String> texts(Document document, String element) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
