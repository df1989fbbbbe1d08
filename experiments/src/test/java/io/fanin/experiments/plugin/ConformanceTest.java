package io.fanin.experiments.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.plugin.Conformance.Finding;
import io.fanin.experiments.plugin.Conformance.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceTest {
  private static final String ENDING = "the process ended with 134: # Problematic frame";

  @Test
  void every_verdict_of_the_testkit_is_read() {
    assertThat(
            Conformance.findings(
                List.of(
                    "begin\ttarget\tp.A",
                    "end\ttarget\tp.A\tpassed\t6",
                    "begin\tkernel provider\tp.B",
                    "end\tkernel provider\tp.B\tfailed\t100\t3\tit_adds up\texpected: 1",
                    "begin\tarchitecture\tp.C",
                    "end\tarchitecture\tp.C\tunchecked\tneeds a moon",
                    "done"),
                ENDING))
        .containsExactly(
            new Finding("target", "p.A", Status.PASSED, "all 6 cases passed"),
            new Finding(
                "kernel provider",
                "p.B",
                Status.FAILED,
                "3 of 100 cases failed, first it_adds up: expected: 1"),
            new Finding("architecture", "p.C", Status.UNCHECKED, "needs a moon"));
  }

  @Test
  void a_process_that_does_not_come_to_its_end_is_a_failure_of_what_it_was_at() {
    assertThat(Conformance.findings(List.of(), ENDING))
        .containsExactly(new Finding("jar", "", Status.FAILED, ENDING));
    assertThat(Conformance.findings(List.of("begin\ttarget\tp.A"), ENDING))
        .containsExactly(new Finding("target", "p.A", Status.FAILED, ENDING));
    assertThat(
            Conformance.findings(
                List.of("begin\ttarget\tp.A", "end\ttarget\tp.A\tpassed\t6"), ENDING))
        .containsExactly(
            new Finding("target", "p.A", Status.PASSED, "all 6 cases passed"),
            new Finding("jar", "", Status.FAILED, ENDING));
  }

  @Test
  void without_its_launcher_the_command_knows_no_testkit() {
    assertThat(System.getProperty(Conformance.PROPERTY)).isNull();
    assertThat(Conformance.here()).isEmpty();
  }
}
