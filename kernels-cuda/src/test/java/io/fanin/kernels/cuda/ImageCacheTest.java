package io.fanin.kernels.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept on disk, and what is never trusted. */
final class ImageCacheTest {
  private static final byte[] IMAGE = "some code".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private ImageCache cache() {
    return new ImageCache(folder, 1000);
  }

  private Path file(String key) {
    return folder.resolve(key + ".image");
  }

  @Test
  void what_is_written_is_read_again_and_nothing_else_is_left() throws Exception {
    assertThat(cache().read("k")).isEmpty();
    cache().write("k", IMAGE);
    assertThat(cache().read("k")).hasValue(IMAGE);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file("k"));
    }
    cache().drop("k");
    assertThat(cache().read("k")).isEmpty();
  }

  @Test
  void no_single_flipped_bit_and_no_shorter_file_is_trusted() throws Exception {
    cache().write("k", IMAGE);
    byte[] entry = Files.readAllBytes(file("k"));
    for (int bit = 0; bit < 8 * entry.length; bit++) {
      byte[] damaged = entry.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file("k"), damaged);
      assertThat(cache().read("k")).as("bit " + bit).isEmpty();
      assertThat(file("k")).doesNotExist();
    }
    for (int length = 0; length < entry.length; length++) {
      Files.write(file("k"), java.util.Arrays.copyOf(entry, length));
      assertThat(cache().read("k")).as("length " + length).isEmpty();
    }
  }

  @Test
  void an_entry_under_another_name_is_not_trusted() throws Exception {
    cache().write("k", IMAGE);
    Files.copy(file("k"), file("other"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(cache().read("other")).isEmpty();
    assertThat(cache().read("k")).hasValue(IMAGE);
  }

  @Test
  void beyond_the_bound_those_go_that_were_used_longest_ago() throws Exception {
    for (int i = 0; i < 4; i++) {
      cache().write("k" + i, new byte[200]);
      Files.setLastModifiedTime(file("k" + i), FileTime.from(Instant.EPOCH.plusSeconds(i)));
    }
    assertThat(cache().read("k0")).as("reading counts as use").isPresent();
    cache().write("k4", new byte[200]);
    assertThat(file("k1")).doesNotExist();
    for (int i : new int[] {0, 2, 3, 4}) {
      assertThat(file("k" + i)).exists();
    }
    cache().write("large", new byte[2000]);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("the newest stays").containsExactly(file("large"));
    }
  }

  @Test
  void what_a_killed_process_left_goes_after_an_hour() throws Exception {
    Path old = Files.createFile(folder.resolve("k1.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3700)));
    Path fresh = Files.createFile(folder.resolve("k2.part"));
    Path foreign = Files.createFile(folder.resolve("notes.txt"));
    Files.setLastModifiedTime(foreign, FileTime.from(Instant.EPOCH));
    cache().write("k", IMAGE);
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(foreign).exists();
  }

  @Test
  void keys_tell_where_one_part_ends() {
    assertThat(ImageCache.key(List.of("ab", "c"))).isNotEqualTo(ImageCache.key(List.of("a", "bc")));
    assertThat(ImageCache.key(List.of("a"))).hasSize(64).isEqualTo(ImageCache.key(List.of("a")));
  }

  @Test
  void it_lies_where_users_keep_caches() {
    assertThat(ImageCache.folder("/mine", Map.of(), "/home/ada")).isEqualTo(Path.of("/mine"));
    assertThat(ImageCache.folder("", Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.cache/fanin/cuda"));
    assertThat(ImageCache.folder("", Map.of("XDG_CACHE_HOME", "/scratch"), "/home/ada"))
        .isEqualTo(Path.of("/scratch/fanin/cuda"));
    assertThat(ImageCache.folder("", Map.of("XDG_CACHE_HOME", "relative"), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.cache/fanin/cuda"));
  }
}
