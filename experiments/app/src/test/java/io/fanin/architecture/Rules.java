package io.fanin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;

/** Who may depend on what, and what nobody may call. */
final class Rules {
  private Rules() {}

  static ArchRule noCycles() {
    return slices().matching("io.fanin.(**)").should().beFreeOfCycles();
  }

  static ArchRule moduleArrows() {
    return moduleArrows(Modules::of);
  }

  static ArchRule moduleArrows(Function<JavaClass, String> module) {
    return classes().should(Conditions.followTheArrows(module));
  }

  static ArchRule coreIsLean() {
    return coreIsLean(Modules::of);
  }

  static ArchRule coreIsLean(Function<JavaClass, String> module) {
    return classes()
        .that(areIn("core", module))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "io.fanin..",
            "org.jspecify..",
            "org.apache.logging.log4j..",
            "com.fasterxml.jackson.core..",
            "org.apache.commons.rng..");
  }

  static ArchRule nativeCodeOnlyInKernels() {
    return only("io.fanin.kernels..", "org.bytedeco..");
  }

  static ArchRule guiceOnlyInWiring() {
    return only("io.fanin.experiments.wiring..", "com.google.inject..");
  }

  static ArchRule picocliOnlyInCommands() {
    return only("io.fanin.experiments.cli..", "picocli..");
  }

  static ArchRule testLibrariesOnlyInTestkit() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.fanin.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.assertj..");
  }

  static ArchRule commandsAlonePrintAndExit() {
    return classes()
        .that()
        .resideOutsideOfPackage("io.fanin.experiments.cli..")
        .should(Conditions.neitherPrintNorExit());
  }

  static ArchRule modelsDoNotChooseTheReference() {
    return modelsDoNotChooseTheReference(Modules::of);
  }

  static ArchRule modelsDoNotChooseTheReference(Function<JavaClass, String> module) {
    return noClasses()
        .that(areIn("models", module))
        .and()
        .haveNameNotMatching("io\\.fanin\\.models\\.Evaluators(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fanin.kernel.ReferenceProvider")
        .allowEmptyShould(true)
        .because(
            "a saved model predicts without native code; nothing else has a device of its own");
  }

  static ArchRule strictMathematics() {
    return classes()
        .should(
            Conditions.notCall(
                Math.class,
                Set.of(
                    "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot", "sin", "cos",
                    "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh")))
        .because("its results may differ between JVMs; StrictMath's do not");
  }

  static ArchRule seededRandomness() {
    return classes()
        .should(Conditions.notCall(Math.class, Set.of("random")))
        .andShould(Conditions.notCall(java.util.Collections.class, Set.of("shuffle")))
        .andShould()
        .onlyDependOnClassesThat(
            DescribedPredicate.not(
                JavaClass.Predicates.belongToAnyOf(
                        java.util.Random.class,
                        java.util.SplittableRandom.class,
                        java.util.concurrent.ThreadLocalRandom.class,
                        java.security.SecureRandom.class)
                    .or(JavaClass.Predicates.resideInAPackage("java.util.random"))))
        .because("every stream comes from io.fanin.random and has a seed, a purpose and an index");
  }

  static ArchRule noJavaSerialization() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.io.ObjectInputStream.class,
            java.io.ObjectOutputStream.class,
            java.io.Externalizable.class);
  }

  static ArchRule noParallelStreams() {
    return classes()
        .should(Conditions.notStreamInParallel())
        .because("the order of a sum must not depend on the number of threads");
  }

  static ArchRule nullMarkedPackages() {
    return classes()
        .that()
        .resideOutsideOfPackage("gg.jte.generated..") // the compiled report templates
        .should(Conditions.liveInANullMarkedPackage());
  }

  static ArchRule plainNames() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..manager..")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?)");
  }

  private static ArchRule only(String ours, String theirs) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ours)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(theirs);
  }

  private static DescribedPredicate<JavaClass> areIn(
      String name, Function<JavaClass, String> module) {
    return DescribedPredicate.describe("are in " + name, type -> module.apply(type).equals(name));
  }
}
