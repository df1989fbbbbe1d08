package io.fanin.experiments.report;

import io.fanin.experiments.result.Figure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The files of a plot for papers: PNG at 288 pixels an inch, SVG and PDF. */
final class FigureFiles {
  private static final double PIXELS_PER_POINT = 4;

  private final Typeface typeface = Typeface.load();

  /** Writes {@code ID.png}, {@code ID.svg} and {@code ID.pdf} into a folder. */
  void write(Figure figure, Path folder) throws IOException {
    Plot plot = Plot.of(figure);
    WholeFile.write(folder.resolve(figure.id() + ".svg"), svg(plot));
    WholeFile.write(folder.resolve(figure.id() + ".png"), png(plot));
    WholeFile.write(folder.resolve(figure.id() + ".pdf"), pdf(plot));
  }

  String svg(Plot plot) {
    SvgCanvas canvas =
        new SvgCanvas(plot.figure().id(), plot.figure().title(), PaperPlot.WIDTH, PaperPlot.HEIGHT);
    PaperPlot.draw(plot, canvas, typeface);
    return canvas.finish();
  }

  private byte[] png(Plot plot) throws IOException {
    PixelCanvas canvas =
        new PixelCanvas(PaperPlot.WIDTH, PaperPlot.HEIGHT, PIXELS_PER_POINT, typeface);
    PaperPlot.draw(plot, canvas, typeface);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(canvas.finish(), "png", bytes);
    return bytes.toByteArray();
  }

  private byte[] pdf(Plot plot) {
    try (PdfCanvas canvas =
        new PdfCanvas(plot.figure().title(), PaperPlot.WIDTH, PaperPlot.HEIGHT, typeface)) {
      PaperPlot.draw(plot, canvas, typeface);
      return canvas.finish();
    }
  }
}
