package io.fanin.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule fails on a class that breaks it. */
class RulesTest {
  private static final String FIXTURES = "io.fanin.architecture.fixture";
  private static final JavaClasses ALL = new ClassFileImporter().importPackages(FIXTURES);
  private static final JavaClasses INNOCENT =
      new ClassFileImporter().importPackages("io.fanin.input");

  static Stream<Arguments> breaches() {
    return Stream.of(
        arguments("Upward", Rules.moduleArrows(RulesTest::module)),
        arguments("Fat", Rules.coreIsLean(RulesTest::module)),
        arguments("OwnDevice", Rules.modelsDoNotChooseTheReference(RulesTest::module)),
        arguments("NativeCaller", Rules.nativeCodeOnlyInKernels()),
        arguments("Wired", Rules.guiceOnlyInWiring()),
        arguments("Commanded", Rules.picocliOnlyInCommands()),
        arguments("Tested", Rules.testLibrariesOnlyInTestkit()),
        arguments("Printing", Rules.commandsAlonePrintAndExit()),
        arguments("Tracing", Rules.commandsAlonePrintAndExit()),
        arguments("Exiting", Rules.commandsAlonePrintAndExit()),
        arguments("LooseMathematics", Rules.strictMathematics()),
        arguments("LooseMathematicsByReference", Rules.strictMathematics()),
        arguments("LooseRandomness", Rules.seededRandomness()),
        arguments("LooseRandomCall", Rules.seededRandomness()),
        arguments("LooseShuffle", Rules.seededRandomness()),
        arguments("Deserializing", Rules.noJavaSerialization()),
        arguments("ParallelCollection", Rules.noParallelStreams()),
        arguments("ParallelStream", Rules.noParallelStreams()),
        arguments("left.Left", Rules.nullMarkedPackages()),
        arguments("AbstractThing", Rules.plainNames()));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void a_breach_is_seen(String fixture, ArchRule rule) {
    assertThat(violations(rule, fixtures(fixture)))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains(FIXTURES));
  }

  @Test
  void a_cycle_is_seen() {
    JavaClasses pair = fixtures("left.Left", "right.Right");
    assertThat(violations(Rules.noCycles(), pair)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void a_rule_lets_an_innocent_class_pass(String fixture, ArchRule rule) {
    assertThat(violations(rule.allowEmptyShould(true), INNOCENT)).isEmpty();
  }

  /** Fixtures count as parts of those modules whose rules they break. */
  private static String module(JavaClass type) {
    return switch (type.getSimpleName()) {
      case "Upward", "Fat" -> "core";
      case "OwnDevice" -> "models";
      default -> type.getPackageName().equals("io.fanin.models") ? "models" : Modules.of(type);
    };
  }

  @Test
  void the_same_classes_in_other_modules_break_nothing() {
    JavaClasses all = fixtures("Upward", "Fat", "OwnDevice");
    assertThat(violations(Rules.moduleArrows(RulesTest::elsewhere), all)).isEmpty();
    assertThat(violations(Rules.coreIsLean(RulesTest::elsewhere).allowEmptyShould(true), all))
        .isEmpty();
    assertThat(violations(Rules.modelsDoNotChooseTheReference(RulesTest::elsewhere), all))
        .isEmpty();
  }

  private static String elsewhere(JavaClass type) {
    return type.getPackageName().equals(FIXTURES) ? "experiments" : Modules.of(type);
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  private static JavaClasses fixtures(String... names) {
    List<String> wanted = Stream.of(names).map(name -> FIXTURES + "." + name).toList();
    JavaClasses found =
        ALL.that(
            DescribedPredicate.describe("are wanted", type -> wanted.contains(type.getName())));
    assertThat(found).hasSize(names.length);
    return found;
  }
}
