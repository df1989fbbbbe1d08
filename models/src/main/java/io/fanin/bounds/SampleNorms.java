package io.fanin.bounds;

/**
 * What the bounds need to know of the training rows, as they are fed to the network: a bound for
 * other pixels than those it sees is a bound for another network.
 *
 * @param rows how many
 * @param energies {@code sum_i |x_i|^2} of each input block
 * @param energy {@code sum_i |x_i|^2} of whole rows
 * @param largest the largest {@code |x|} of any number
 */
public record SampleNorms(int rows, double[] energies, double energy, double largest) {
  /**
   * Of some rows.
   *
   * @param data {@code [.., columns]}, row-major
   * @param chosen which rows
   */
  public static SampleNorms of(LayeredNetwork network, double[] data, int columns, int[] chosen) {
    double[] energies = new double[network.inputBlocks()];
    double largest = 0;
    double energy = 0;
    for (int block = 0; block < energies.length; block++) {
      int[] place = network.inputColumns(block);
      for (int row : chosen) {
        for (int c = place[0]; c < place[0] + place[1]; c++) {
          double x = data[row * columns + c];
          energies[block] += x * x;
          largest = Math.max(largest, Math.abs(x));
        }
      }
      energy += energies[block];
    }
    return new SampleNorms(chosen.length, energies, energy, largest);
  }
}
