package io.fanin.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commit of a working copy, read from git's files without git. */
public final class GitCommit {
  /** What stands where there is no commit to be found. */
  public static final String UNKNOWN = "unknown";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private GitCommit() {}

  /** The commit that is checked out around a folder, or {@value #UNKNOWN}. */
  public static String around(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.exists(git)) {
        return gitFolder(git).flatMap(GitCommit::head).orElse(UNKNOWN);
      }
    }
    return UNKNOWN;
  }

  /** The folder itself, or where the file of a linked working copy points. */
  private static Optional<Path> gitFolder(Path git) {
    if (Files.isDirectory(git)) {
      return Optional.of(git);
    }
    return text(git)
        .filter(line -> line.startsWith("gitdir: "))
        .map(line -> git.resolveSibling(line.substring("gitdir: ".length())));
  }

  private static Optional<String> head(Path git) {
    Optional<String> head = text(git.resolve("HEAD"));
    if (head.isEmpty() || !head.get().startsWith("ref: ")) {
      return head.filter(text -> HASH.matcher(text).matches());
    }
    String name = head.get().substring("ref: ".length());
    Path shared = text(git.resolve("commondir")).map(git::resolve).orElse(git);
    return text(git.resolve(name))
        .or(() -> text(shared.resolve(name)))
        .or(() -> packed(shared, name))
        .filter(text -> HASH.matcher(text).matches());
  }

  private static Optional<String> packed(Path git, String name) {
    try {
      List<String> lines = Files.readAllLines(git.resolve("packed-refs"));
      return lines.stream()
          .filter(line -> line.endsWith(" " + name))
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // unreadable is unknown
    }
  }
}
