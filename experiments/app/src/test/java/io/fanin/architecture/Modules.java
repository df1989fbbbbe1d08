package io.fanin.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The modules of the repository, the arrows between them, and their compiled classes. */
final class Modules {
  /** Each module and the modules it may depend on. */
  static final Map<String, Set<String>> ARROWS = arrows();

  private static final Path ROOT = root();

  private Modules() {}

  private static Map<String, Set<String>> arrows() {
    var arrows = new LinkedHashMap<String, Set<String>>();
    arrows.put("core", Set.of());
    arrows.put("kernels-cpu", Set.of("core"));
    arrows.put("kernels-cuda", Set.of("core"));
    arrows.put("models", Set.of("core"));
    arrows.put("experiments", Set.of("core", "models"));
    arrows.put("plugins/testkit", Set.of("core", "models", "experiments"));
    arrows.put("plugins/circuits", Set.of("core", "models", "experiments"));
    arrows.put("plugins/hierarchy", Set.of("core", "models", "experiments"));
    arrows.put("plugins/template", Set.of("core", "models", "experiments"));
    return arrows;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("kernels-cpu/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("run this from inside the repository");
      }
    }
    return folder;
  }

  static JavaClasses classes() {
    List<Path> folders = ARROWS.keySet().stream().map(Modules::classFolder).toList();
    return new ClassFileImporter().importPaths(folders);
  }

  /** The module that a class was compiled in, or an empty text for one of somebody else. */
  static String of(JavaClass type) {
    String uri = type.getSource().map(source -> source.getUri().toString()).orElse("");
    return ARROWS.keySet().stream()
        .filter(module -> uri.startsWith(classFolder(module).toUri().toString()))
        .findFirst()
        .orElse("");
  }

  /** Class files of a module; a module descriptor is not a class. */
  static long classFiles(String module) {
    return count(classFolder(module), ".class", "module-info.class");
  }

  /** Source files of a module. */
  static long sourceFiles(String module) {
    return count(ROOT.resolve(module).resolve("src/main/java"), ".java", "module-info.java");
  }

  private static Path classFolder(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  private static long count(Path folder, String suffix, String except) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.equals(except))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
