package io.fanin.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String around(String sub) throws IOException {
    return GitCommit.around(Files.createDirectories(folder.resolve(sub)));
  }

  @Test
  void a_branch_with_a_file_of_its_own() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(".git/refs/heads/main", HASH + "\n");
    assertThat(around("a/b")).isEqualTo(HASH);
  }

  @Test
  void a_branch_among_the_packed_ones() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(
        ".git/packed-refs",
        "# pack-refs\n"
            + HASH.replace('0', '9')
            + " refs/heads/x/refs/heads/main2\n"
            + HASH
            + " refs/heads/main\n");
    assertThat(around("a")).isEqualTo(HASH);
  }

  @Test
  void a_commit_without_a_branch() throws IOException {
    write(".git/HEAD", HASH + "\n");
    assertThat(around("a")).isEqualTo(HASH);
  }

  @Test
  void a_linked_working_copy() throws IOException {
    write("main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
    write("main/.git/worktrees/w/commondir", "../..\n");
    write("main/.git/refs/heads/w", HASH + "\n");
    write("w/.git", "gitdir: " + folder.resolve("main/.git/worktrees/w") + "\n");
    assertThat(around("w/sub")).isEqualTo(HASH);
  }

  @Test
  void what_is_malformed_is_unknown() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    assertThat(around("a")).isEqualTo("unknown");
    write(".git/refs/heads/main", "no hash\n");
    assertThat(around("a")).isEqualTo("unknown");
  }
}
