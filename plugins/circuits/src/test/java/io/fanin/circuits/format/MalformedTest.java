package io.fanin.circuits.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.circuits.logic.CircuitLibrary;
import io.fanin.circuits.logic.LogicBuilder;
import io.fanin.circuits.logic.SequentialCircuit;
import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedTest {
  private static final String HEAD = ".model m\\n.inputs a b\\n.outputs f\\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .names a b f\\n11 1\\n.subckt x a=b | c.blif:4:1: '.names' stands before '.model'
          H.names a c f\\n11 1 | c.blif:4:1: the table reads 'c', which nothing defines
          M.names a f | c.blif:4:1: the table reads 'a', which nothing defines
          H.names a b f\\n111 1 | c.blif:5:1: a row needs 2 of 0, 1, - and then 0 or 1
          H.names a b f\\n12 1 | c.blif:5:1: '12' holds a sign other than 0, 1 and -
          H.names a b f\\n11 1\\n00 0 | c.blif:6:1: rows for 0 and rows for 1 are mixed in one table; keep one kind
          H.names a b f\\n.names a f\\n1 1 | c.blif:5:1: 'f' is defined twice
          H.names f a g\\n11 1\\n.names g b f\\n11 1 | c.blif:6:1: a cycle: 'g' depends on itself through 2 tables; break it with a latch
          H.subckt adder x=a y=b | c.blif:4:1: '.subckt' is not supported: hierarchies are not read; flatten the circuit first
          H.gate nand2 A=a B=b O=f | c.blif:4:1: '.gate' is not supported: libraries of gates are not read; write '.names'
          H.exdc | c.blif:4:1: '.exdc' is not supported: don't-cares are not read; leave them out
          H.nmaes a b f | c.blif:4:1: unknown statement '.nmaes'; did you mean '.names'?
          H.latch a f | c.blif:4:1: latch 'f' has no reset value; end the line with 0 or 1
          H.latch a f 2 | c.blif:4:1: latch 'f' has no reset value; end the line with 0 or 1
          H.latch a f ah clk 0 | c.blif:4:1: a latch of type 'ah' is not supported; only 're' is
          H.latch c f 0 | c.blif:4:1: latch input 'c' is not defined
          H11 1 | c.blif:4:1: a row of a table stands outside '.names'
          H | c.blif: output 'f' is not defined
          H.end\\n.model n | c.blif:5:1: '.model' stands after '.end'; one model a file is read
          H.model n | c.blif:4:1: a second '.model'; hierarchies are not supported, flatten them first
          H.names a b f \\ | c.blif:4:1: the file ends after a '\\', which continues a line
          """)
  void blif_errors_name_the_line(String text, String message) {
    String body = text.replace("\\n", "\n").replace("\\\\", "\\");
    String whole =
        body.startsWith("H")
            ? HEAD.replace("\\n", "\n") + body.substring(1)
            : body.startsWith("M")
                ? ".model m\n.inputs\n.outputs f\n" + body.substring(1)
                : "\n\n\n" + body;
    assertThatThrownBy(() -> BlifReader.read(whole, "c.blif"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message.replace("\\\\", "\\"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aog 1 1 0 0 0\\n | c.aig:1:1: the header must start with 'aag' or 'aig'; is it an AIGER file?
          aag 1 1 0 0\\n | c.aig:1:1: the header needs the five numbers M I L O A, such as 'aag 3 2 0 1 1'
          aag 1 1 0 0 -1\\n | c.aig:1:1: the header's number 5 is '-1'; it must be a whole number from 0 to 2147483647
          aag 1 1 0 0 1\\n2\\n | c.aig:1:1: the header says M = 1, but I + L + A = 2
          aag 900000000 1 0 0 900\\n2\\n | c.aig:1:1: the header says 900,000,000 variables and 1 inputs; at most 8,388,608 and 1,048,576 are kept in memory
          aag 3 2 0 1 1 1\\n2\\n4\\n6\\n6 2 4\\n | c.aig:1:1: bad states are not supported; leave them out
          aag 3 2 0 1 1 0 0 1\\n2\\n4\\n6\\n6 2 4\\n | c.aig:1:1: justice properties are not supported; leave them out
          aag 900 800 0 0 100\\n2\\n | c.aig:1:1: the header promises at least 1,800 further bytes, but the file has 2; is it cut off?
          aag 3 2 0 1 1\\n2\\n5\\n6\\n6 2 4\\n | c.aig:3:1: literal 5 cannot be defined; it must be even and above 1
          aag 3 2 0 1 1\\n2\\n2\\n6\\n6 2 4\\n | c.aig:3:1: variable 1 is defined twice
          aag 3 2 0 1 1\\n2\\n4\\n8\\n6 2 4\\n | c.aig:4:1: the literal of output 0 is '8'; it must be a whole number from 0 to 7
          aag 3 2 0 1 1\\n2\\n4\\n6\\n6 2\\n | c.aig:5:1: AND 0 needs three literals
          aag 3 2 0 1 1\\n2\\n4\\n6\\n6 2 7\\n | c.aig: a cycle: variable 3 depends on itself; break it with a latch
          aag 4 2 0 1 1\\n2\\n4\\n6\\n6 2 8\\n | c.aig: variable 4 is read, but nothing defines it
          aag 3 1 1 1 1\\n2\\n4 6 4\\n6\\n6 2 4\\n | c.aig:3:1: latch 0 has the reset value '4'; only 0 and 1 are supported
          aag 3 2 0 1 1\\n2\\n4\\n6\\n6 2 4\\nx0 y\\n | c.aig:6:1: a symbol must look like 'i0 name', 'l0 name' or 'o0 name'
          aag 3 2 0 1 1\\n2\\n4\\n6\\n6 2 4\\ni7 y\\n | c.aig:6:1: symbol 'i7' names nothing, or names it again
          aag 3 2 0 1 1\\n2\\n4\\n6\\n6 2 4 | c.aig:5:1: the file ends inside AND 0; a line ends with a newline
          """)
  void aiger_errors_name_the_line(String text, String message) {
    byte[] content = text.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> AigerReader.read(content, "c.aig"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void a_truncated_binary_file_is_told_with_its_byte() {
    byte[] whole = AigerWriter.binary(CircuitLibrary.adder(4));
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int symbols = text.indexOf("i0 ");
    byte[] cut = Arrays.copyOf(whole, symbols - 1);
    assertThatThrownBy(() -> AigerReader.read(cut, "adder.aig"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "adder.aig: byte %d: the file ends inside AND %s".formatted(cut.length, last(text)));
  }

  private static String last(String text) {
    int ands = Integer.parseInt(text.substring(0, text.indexOf('\n')).split(" ")[5]);
    return ands - 1 + " of " + ands;
  }

  @Test
  void too_many_gates_are_refused_before_memory_is_taken() {
    LogicBuilder logic = new LogicBuilder(3);
    int[] x = new int[5];
    for (int i = 0; i < 5; i++) {
      x[i] = logic.input("x" + i);
    }
    assertThatThrownBy(() -> logic.any(x))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the circuit needs more than 3 gates, the limit; make the input shorter");
    SequentialCircuit big = new SequentialCircuit(CircuitLibrary.adder(100), new boolean[0]);
    assertThatThrownBy(() -> big.unroll(100_000))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "100,000 steps of 497 gates are more than the 8,388,608 gates that are kept in memory;"
                + " unroll fewer");
  }

  @Test
  void latches_need_a_number_of_steps() {
    String text = ".model m\n.inputs a\n.outputs q\n.latch a q 0\n.end\n";
    assertThatThrownBy(() -> BlifReader.read(text, "m.blif").combinational("m.blif"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("m.blif: the circuit has 1 latch; give --steps T to unroll it for T steps");
  }

  @Test
  void mutated_files_are_read_or_refused_and_nothing_else() {
    byte[][] seeds = {
      BlifWriter.write(CircuitLibrary.multiplier(3), "m").getBytes(StandardCharsets.ISO_8859_1),
      ".model m\n.inputs a\n.outputs q\n.latch a q 0\n.names q a x\n1- 1\n.end\n"
          .getBytes(StandardCharsets.ISO_8859_1),
      AigerWriter.ascii(CircuitLibrary.adder(4)),
      AigerWriter.binary(CircuitLibrary.multiplier(3)),
      "aag 3 1 1 1 1\n2\n4 6 1\n6\n6 2 4\ni0 x\nl0 y\no0 z\nc\nhello\n"
          .getBytes(StandardCharsets.ISO_8859_1)
    };
    int refused = 0;
    RandomStream random = RandomStream.of(5, "mutations");
    for (int round = 0; round < 4_000; round++) {
      byte[] mutant = mutate(seeds[round % seeds.length], random);
      try {
        if (round % seeds.length < 2) {
          BlifReader.read(new String(mutant, StandardCharsets.ISO_8859_1), "fuzz");
        } else {
          AigerReader.read(mutant, "fuzz");
        }
      } catch (InvalidInputException e) {
        assertThat(e.getMessage()).startsWith("fuzz:").hasSizeLessThan(400);
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 3_990);
  }

  private static byte[] mutate(byte[] seed, RandomStream random) {
    byte[] mutant = seed.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] = (byte) ('0' + random.nextInt(10));
        case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        default -> {
          int from = random.nextInt(mutant.length);
          int size = Math.min(random.nextInt(12), mutant.length - Math.max(at, from));
          System.arraycopy(mutant, from, mutant, at, Math.max(0, size));
        }
      }
    }
    return mutant;
  }
}
