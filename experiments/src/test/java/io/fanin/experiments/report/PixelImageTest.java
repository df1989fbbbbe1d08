package io.fanin.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.result.ImageGrid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PixelImageTest {
  @Test
  void a_signed_image_decodes_to_its_colours() throws IOException {
    BufferedImage image = decoded(true, List.of(-1.0, 0.0, 1.0, 9.0, -9.0, 0.0));

    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(row(image, 0)).containsExactly(0xD55E00, 0xFFFFFF, 0x0072B2);
    assertThat(row(image, 1)).containsExactly(0x0072B2, 0xD55E00, 0xFFFFFF);
  }

  @Test
  void a_grey_image_runs_from_white_to_black() throws IOException {
    BufferedImage image = decoded(false, List.of(-1.0, 0.0, 1.0, 0.0, 0.0, 0.0));

    assertThat(row(image, 0)).containsExactly(0xFFFFFF, 0x808080, 0x000000);
  }

  private static BufferedImage decoded(boolean signed, List<Double> values) throws IOException {
    ImageGrid.Image image = new ImageGrid.Image("i", 2, 3, values);
    ImageGrid grid = new ImageGrid("g", "G", "", -1, 1, signed, List.of(image));
    String uri = PixelImage.dataUri(grid, image);
    byte[] png = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int[] row(BufferedImage image, int y) {
    int[] row = new int[image.getWidth()];
    for (int x = 0; x < row.length; x++) {
      row[x] = image.getRGB(x, y) & 0xFFFFFF;
    }
    return row;
  }
}
