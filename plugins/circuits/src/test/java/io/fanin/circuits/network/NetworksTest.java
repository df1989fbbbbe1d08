package io.fanin.circuits.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fanin.circuits.logic.Circuit;
import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.logic.RandomCircuits;
import io.fanin.circuits.machine.Configuration;
import io.fanin.circuits.machine.Machines;
import io.fanin.circuits.machine.Oblivious;
import io.fanin.circuits.machine.Simulator;
import io.fanin.circuits.machine.Tableau;
import io.fanin.circuits.machine.TuringMachine;
import io.fanin.circuits.machine.Window;
import io.fanin.circuits.machine.Words;
import io.fanin.kernel.KernelProvider;
import io.fanin.kernel.ReferenceProvider;
import io.fanin.kernels.cpu.CpuKernelProvider;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworksTest {
  static List<KernelProvider> providers() {
    return List.of(new ReferenceProvider(), new CpuKernelProvider());
  }

  static Stream<Circuit> circuits() {
    return Stream.of(
        CircuitLibrary.parity(7),
        CircuitLibrary.adder(4),
        CircuitLibrary.multiplier(4),
        CircuitLibrary.sorter(3),
        CircuitLibrary.automaton(110, 8, 4),
        CircuitLibrary.cipher(2, 3, 5),
        RandomCircuits.of(6, 60, 5, 11),
        RandomCircuits.of(6, 60, 6, 12));
  }

  private static double[] row(Circuit circuit, int bits) {
    double[] row = new double[circuit.inputs()];
    for (int i = 0; i < row.length; i++) {
      row[i] = bits >> i & 1;
    }
    return row;
  }

  private static double[] expected(Circuit circuit, double[] row) {
    boolean[] bits = new boolean[circuit.inputs()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = row[i] == 1;
    }
    boolean[] out = circuit.evaluate(bits);
    double[] values = new double[out.length];
    for (int i = 0; i < out.length; i++) {
      values[i] = out[i] ? 1 : 0;
    }
    return values;
  }

  private static double[][] run(
      ExactNetwork network, KernelProvider provider, List<double[]> rows) {
    double[][] results = new double[rows.size()][];
    try (Runner runner = new Runner(network, provider)) {
      for (int at = 0; at < rows.size(); at += runner.batch()) {
        int end = Math.min(rows.size(), at + runner.batch());
        double[][] part = runner.run(rows.subList(at, end));
        System.arraycopy(part, 0, results, at, part.length);
      }
    }
    return results;
  }

  /** Equal to the last bit: -0.0 is not 0. */
  private static void assertSameBits(double[][] results, List<double[]> expected) {
    for (int i = 0; i < results.length; i++) {
      if (!Arrays.equals(results[i], expected.get(i))) {
        fail("row %d: %s", i, Arrays.toString(results[i]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("circuits")
  void a_circuits_network_gives_its_bits_on_every_input_and_provider(Circuit circuit) {
    List<double[]> rows = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int bits = 0; bits < 1 << circuit.inputs(); bits++) {
      rows.add(row(circuit, bits));
      expected.add(expected(circuit, rows.get(bits)));
    }
    for (boolean snap : new boolean[] {false, true}) {
      ExactNetwork network = CircuitNetwork.of(circuit, snap);
      for (KernelProvider provider : providers()) {
        assertSameBits(run(network, provider, rows), expected);
      }
    }
  }

  @Test
  void a_table_has_a_unit_for_each_minterm_of_the_rarer_value() {
    // Parity of 7: six XORs of two units; an adder's bit: 2 XORs, 2 ANDs, 1 OR.
    assertThat(CircuitNetwork.of(CircuitLibrary.parity(7), false).units()).isEqualTo(12);
    assertThat(CircuitNetwork.of(CircuitLibrary.adder(4), false).units()).isEqualTo(3 + 3 * 7);
    // Two units more for each argument that is snapped, and for each output.
    assertThat(CircuitNetwork.of(CircuitLibrary.parity(7), true).units()).isEqualTo(12 + 6 * 4 + 2);
  }

  /** Noise in (-1/4, 1/4) on a grid that single precision adds without rounding. */
  private static double noise(RandomStream random) {
    return (random.nextInt((1 << 15) - 1) - (1 << 14) + 1) / 65536.0;
  }

  @ParameterizedTest
  @MethodSource("circuits")
  void noise_below_a_quarter_on_every_node_changes_nothing_where_readers_snap(Circuit circuit) {
    RandomStream random = RandomStream.of(4, "noise");
    List<double[]> rows = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double[] clean = row(circuit, random.nextInt(1 << circuit.inputs()));
      double[] row = Arrays.copyOf(clean, circuit.inputs() + circuit.vertices());
      for (int v = 0; v < circuit.vertices(); v++) {
        row[circuit.inputs() + v] = i < 2 ? (i == 0 ? 0.249 : -0.249) : noise(random);
      }
      rows.add(row);
      expected.add(expected(circuit, clean));
    }
    ExactNetwork network = CircuitNetwork.noisy(circuit, true);
    for (KernelProvider provider : providers()) {
      double[][] results = run(network, provider, rows.subList(2, 200));
      assertSameBits(results, expected.subList(2, 200));
      for (double[] result : run(network, provider, rows.subList(0, 2))) {
        for (double value : result) { // off the grid, only rounding is left
          assertThat(Math.abs(value - Math.rint(value)) <= 0x1p-20).isTrue();
        }
      }
    }
  }

  @Test
  void without_snaps_the_same_noise_does_change_results() {
    Circuit parity = CircuitLibrary.parity(8);
    RandomStream random = RandomStream.of(4, "noise");
    List<double[]> rows = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double[] clean = row(parity, random.nextInt(256));
      double[] row = Arrays.copyOf(clean, 8 + parity.vertices());
      for (int v = 0; v < parity.vertices(); v++) {
        row[8 + v] = noise(random);
      }
      rows.add(row);
      expected.add(expected(parity, clean));
    }
    int wrong = 0;
    double[][] results = run(CircuitNetwork.noisy(parity, false), new ReferenceProvider(), rows);
    for (int i = 0; i < 200; i++) {
      wrong += (results[i][0] > 0.5) == (expected.get(i)[0] == 1) ? 0 : 1;
    }
    assertThat(wrong).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource({"parity, 5", "palindrome, 3", "binary-increment, 2"})
  void noise_below_a_quarter_on_every_cell_changes_a_run_only_without_snaps(
      String name, int length) {
    TuringMachine machine = Machines.named(name);
    Words words = new Words(machine, "", length);
    Window window = words.window(1_000, 0, 1);
    Tableau tableau = new Tableau(machine, window, length);
    int nodes = (window.steps() + 1) * window.width();
    int width = machine.symbols().size() + machine.states().size();
    RandomStream random = RandomStream.of(6, "noise");
    List<double[]> rows = new ArrayList<>();
    List<Configuration> expected = new ArrayList<>();
    for (int[] word : words.list(1)) {
      double[] clean = TableauNetwork.encode(machine, word);
      double[] row = Arrays.copyOf(clean, clean.length + nodes * width);
      for (int i = clean.length; i < row.length; i++) {
        row[i] = noise(random);
      }
      rows.add(row);
      Simulator simulator = new Simulator(machine);
      simulator.load(word);
      simulator.run(window.steps());
      expected.add(simulator.configuration(window));
    }
    for (KernelProvider provider : providers()) {
      double[][] snapped = run(TableauNetwork.noisy(tableau, true), provider, rows);
      double[][] plain = run(TableauNetwork.noisy(tableau, false), provider, rows);
      int wrong = 0;
      for (int i = 0; i < rows.size(); i++) {
        assertThat(TableauNetwork.decode(machine, snapped[i])).isEqualTo(expected.get(i));
        assertThat(Arrays.stream(snapped[i]).allMatch(NetworksTest::isBit)).isTrue();
        wrong += TableauNetwork.decode(machine, plain[i]).equals(expected.get(i)) ? 0 : 1;
      }
      assertThat(wrong).isGreaterThan(rows.size() / 2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "parity, 6",
    "binary-increment, 4",
    "palindrome, 4",
    "unary-to-binary, 1",
    "anbncn, 3",
    "divisible-by-3, 6"
  })
  void machines_run_as_networks_on_every_word_and_provider(String name, int length) {
    TuringMachine machine = Machines.named(name);
    Words words = new Words(machine, "", length);
    Window window = words.window(100_000, 0, 1);
    Tableau tableau = new Tableau(machine, window, length);
    List<double[]> rows = new ArrayList<>();
    List<Configuration> expected = new ArrayList<>();
    for (int[] word : words.list(1)) {
      rows.add(TableauNetwork.encode(machine, word));
      Simulator simulator = new Simulator(machine);
      simulator.load(word);
      simulator.run(window.steps());
      expected.add(simulator.configuration(window));
    }
    List<ExactNetwork> networks = new ArrayList<>();
    networks.add(TableauNetwork.of(tableau, false));
    networks.add(TableauNetwork.of(tableau, true));
    if (window.area() < 200) {
      networks.add(ObliviousNetwork.of(new Oblivious(machine, window, length)));
    }
    for (ExactNetwork network : networks) {
      for (KernelProvider provider : providers()) {
        double[][] results = run(network, provider, rows);
        for (int i = 0; i < results.length; i++) {
          assertThat(TableauNetwork.decode(machine, results[i])).isEqualTo(expected.get(i));
          assertThat(Arrays.stream(results[i]).allMatch(NetworksTest::isBit)).isTrue();
        }
      }
    }
  }

  /** Exactly 0 or 1; -0.0 is neither. */
  private static boolean isBit(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits == 0 || bits == Double.doubleToRawLongBits(1);
  }

  @Test
  void a_palindrome_machines_cell_takes_75_units() {
    TuringMachine machine = Machines.named("palindrome");
    assertThat(TableauNetwork.unitsPerCell(machine)).isEqualTo(75);
    Window window = new Words(machine, "", 4).window(1000, 0, 1);
    ExactNetwork network = TableauNetwork.of(new Tableau(machine, window, 4), false);
    assertThat(network.units()).isEqualTo(75 * window.area());
  }

  @Test
  void a_deep_adder_and_a_wide_automaton_run_as_networks() {
    for (Circuit circuit :
        List.of(CircuitLibrary.adder(2_000), CircuitLibrary.automaton(110, 5_000, 4))) {
      RandomStream random = RandomStream.of(8, "rows");
      double[] row = new double[circuit.inputs()];
      Arrays.setAll(row, i -> random.nextInt(2));
      ExactNetwork network = CircuitNetwork.of(circuit, false);
      for (KernelProvider provider : providers()) {
        assertSameBits(run(network, provider, List.of(row)), List.of(expected(circuit, row)));
      }
    }
  }
}
