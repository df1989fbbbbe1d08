package io.fanin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.launcher.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LauncherTest {
  private static final String UNKNOWN = "fanin: unknown command 'runn'; did you mean 'run'?\n";
  private static final String WITH_VECTORS = "java.base jdk.incubator.vector java.xml";

  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void copy() throws IOException {
    launcher = Launcher.in(folder);
  }

  @Test
  void the_vector_module_is_there_and_nobody_is_warned_of_it() throws Exception {
    Ended call = launcher.run("--version");
    assertThat(call.err()).isEmpty();
    assertThat(call.out()).startsWith("fanin ");
    assertThat(call.code()).isZero();
  }

  @Test
  void an_error_message_comes_alone_and_with_its_exit_code() throws Exception {
    assertThat(launcher.bash("fanin runn 2>&1 | cat")).isEqualTo(new Ended(2, UNKNOWN, ""));
    assertThat(launcher.bash("fanin runn 2>&-")).isEqualTo(new Ended(2, "", ""));
  }

  @Test
  void a_log_file_keeps_its_lines_and_their_order() throws Exception {
    Ended call = launcher.bash("{ echo first; fanin runn; echo last; } > log 2>&1; cat log");
    assertThat(call).isEqualTo(new Ended(0, "first\n" + UNKNOWN + "last\n", ""));
  }

  @Test
  void logs_go_where_the_messages_go() throws Exception {
    Ended call =
        launcher.bash("FANIN_JAVA_OPTS=-Dfanin.log=debug fanin list devices 2>&1 >table | cat");
    assertThat(call.out()).contains(" DEBUG Kernels: kernel provider reference ");
  }

  @Test
  void the_jvm_may_say_why_it_does_not_start() throws Exception {
    Ended call = launcher.bash("FANIN_JAVA_OPTS=-Xmx8q fanin --version 2>&1 | cat");
    assertThat(call.out()).contains("Invalid maximum heap size: -Xmx8q\n");
    assertThat(call.code()).isEqualTo(1);
  }

  @Test
  void one_line_of_the_jvm_is_dropped_and_no_other_byte() throws Exception {
    launcher.pretend(
        WITH_VECTORS,
        """
        echo "Picked up something" >&2
        echo "WARNING: Using incubator modules: jdk.incubator.vector, another" >&2
        echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
        echo "a message" >&3
        echo "PID $$"
        printf '%s\\n' "$@"
        printf 'a\\\\b  and\\tno newline' >&2
        exit 77
        """);
    Ended call = launcher.run("--set", "a=[1, 2]");
    assertThat(call.err().lines())
        .containsExactlyInAnyOrder(
            "Picked up something",
            "WARNING: Using incubator modules: jdk.incubator.vector, another",
            "a message",
            "a\\b  and\tno newline");
    assertThat(call.err()).endsWith("no newline");
    assertThat(call.out())
        .startsWith("PID of the launcher\n")
        .contains("--add-modules=jdk.incubator.vector\n", "-Dfanin.stderr=3\n")
        .endsWith("io.fanin.experiments.cli.Main\n--set\na=[1, 2]\n");
    assertThat(call.code()).isEqualTo(77);
  }

  @Test
  void what_the_jvm_says_without_the_warning_is_whole_too() throws Exception {
    launcher.pretend(WITH_VECTORS, "printf 'one\\n\\n two\\nthree' >&2; exit 3\n");
    assertThat(launcher.run("demo")).isEqualTo(new Ended(3, "", "one\n\n two\nthree"));
  }

  @Test
  void a_jdk_without_the_module_runs_without_it() throws Exception {
    launcher.pretend(
        "java.base java.xml",
        """
        printf '%s\\n' "$@"
        echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
        if [ -e /dev/fd/3 ]; then echo "three is open" >&2; fi
        """);
    Ended call = launcher.run("demo");
    assertThat(call.out()).doesNotContain("--add-modules").doesNotContain("-Dfanin.stderr");
    assertThat(call.err()).isEqualTo("WARNING: Using incubator modules: jdk.incubator.vector\n");
  }
}
