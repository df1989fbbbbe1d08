package io.fanin.experiments.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFoldersTest {
  @TempDir private Path folder;

  private Path made(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  @Test
  void asked_for_comes_before_the_environment_and_the_home_and_each_counts_once()
      throws IOException {
    Path asked = made("a");
    Path other = made("b");
    Path home = made("home/.fanin/plugins");
    String variable = other + File.pathSeparator + " " + File.pathSeparator + asked;
    assertThat(PluginFolders.of(List.of(asked), variable, folder.resolve("home")))
        .containsExactly(asked, other, home);
    assertThat(PluginFolders.of(List.of(), null, folder)).isEmpty();
    assertThat(PluginFolders.of(List.of(), null, null)).isEmpty();
  }

  @Test
  void a_folder_that_was_asked_for_must_be_there() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> PluginFolders.of(List.of(none), null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--plugins: there is no folder " + none + "; give a folder that holds plugin jars");
    assertThatThrownBy(() -> PluginFolders.of(List.of(), none.toString(), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "FANIN_PLUGINS: there is no folder " + none + "; give a folder that holds plugin jars");
  }

  @Test
  void only_jars_count_sorted_by_name_folder_by_folder() throws IOException {
    Path first = made("x");
    Path second = made("a");
    Files.createFile(first.resolve("b.jar"));
    Files.createFile(first.resolve("a.jar"));
    Files.createFile(first.resolve("c.txt"));
    Files.createFile(second.resolve("z.jar"));
    assertThat(PluginFolders.jars(List.of(first, second)))
        .containsExactly(first.resolve("a.jar"), first.resolve("b.jar"), second.resolve("z.jar"));
  }
}
