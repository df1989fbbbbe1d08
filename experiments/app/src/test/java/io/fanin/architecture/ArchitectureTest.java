package io.fanin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  /** Raised now and then; a scan that finds fewer did not look at the modules. */
  private static final int FEWEST_CLASSES = 700;

  private static final JavaClasses OURS = Modules.classes();

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
            Rules.noCycles(),
            Rules.moduleArrows(),
            Rules.coreIsLean(),
            Rules.nativeCodeOnlyInKernels(),
            Rules.guiceOnlyInWiring(),
            Rules.picocliOnlyInCommands(),
            Rules.testLibrariesOnlyInTestkit(),
            Rules.commandsAlonePrintAndExit(),
            Rules.modelsDoNotChooseTheReference(),
            Rules.strictMathematics(),
            Rules.seededRandomness(),
            Rules.noJavaSerialization(),
            Rules.noParallelStreams(),
            Rules.nullMarkedPackages(),
            Rules.plainNames())
        .map(rule -> Named.of(rule.getDescription(), rule));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_modules_keep(ArchRule rule) {
    rule.check(OURS);
  }

  @Test
  void the_scan_saw_every_class_of_every_module() {
    Map<String, Long> seen = new TreeMap<>();
    Map<String, Long> compiled = new TreeMap<>();
    for (String module : Modules.ARROWS.keySet()) {
      seen.put(module, OURS.stream().filter(type -> Modules.of(type).equals(module)).count());
      compiled.put(module, Modules.classFiles(module));
      assertThat(compiled.get(module))
          .as("class files of %s, at least one for each source file", module)
          .isGreaterThanOrEqualTo(Modules.sourceFiles(module));
    }
    assertThat(seen).isEqualTo(compiled);
    assertThat(OURS.size()).isGreaterThanOrEqualTo(FEWEST_CLASSES);
  }

  @Test
  void no_package_is_split_between_modules() {
    Map<String, Set<String>> homes = new TreeMap<>();
    for (JavaClass type : OURS) {
      homes.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>()).add(Modules.of(type));
    }
    assertThat(homes).allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
  }
}
