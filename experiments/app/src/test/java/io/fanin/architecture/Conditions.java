package io.fanin.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.BaseStream;

/** What ArchUnit's own vocabulary does not say. */
final class Conditions {
  private static final Set<String> EXITS = Set.of("exit", "halt");

  private Conditions() {}

  /** Calls and method references to methods of exactly that class count alike. */
  static ArchCondition<JavaClass> notCall(Class<?> owner, Set<String> methods) {
    return noAccess(
        "not call " + owner.getSimpleName() + "." + methods.stream().sorted().toList(),
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && methods.contains(access.getTarget().getName()));
  }

  static ArchCondition<JavaClass> neitherPrintNorExit() {
    return noAccess("neither print nor exit", access -> prints(access) || exits(access));
  }

  private static boolean prints(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    return access.getTargetOwner().isEquivalentTo(System.class)
            && (name.equals("out") || name.equals("err"))
        || name.equals("printStackTrace")
            && access.getTargetOwner().isAssignableTo(Throwable.class)
            && access.getTarget().getFullName().endsWith("()");
  }

  private static boolean exits(JavaAccess<?> access) {
    return EXITS.contains(access.getTarget().getName())
        && (access.getTargetOwner().isEquivalentTo(System.class)
            || access.getTargetOwner().isEquivalentTo(Runtime.class));
  }

  static ArchCondition<JavaClass> notStreamInParallel() {
    return noAccess(
        "not stream in parallel",
        access -> {
          String name = access.getTarget().getName();
          return name.equals("parallelStream")
              || name.equals("parallel") && access.getTargetOwner().isAssignableTo(BaseStream.class)
              || name.startsWith("parallel")
                  && access.getTargetOwner().isEquivalentTo(java.util.Arrays.class);
        });
  }

  /**
   * Follows the arrows between modules.
   *
   * @param module of a class; empty for a class of somebody else
   */
  static ArchCondition<JavaClass> followTheArrows(Function<JavaClass, String> module) {
    return condition(
        "depend on other modules along the arrows alone",
        (type, events) -> checkArrows(module, type, events));
  }

  private static void checkArrows(
      Function<JavaClass, String> of, JavaClass type, ConditionEvents events) {
    String module = of.apply(type);
    Set<String> allowed = Modules.ARROWS.getOrDefault(module, Set.of());
    type.getDirectDependenciesFromSelf()
        .forEach(
            dependency -> {
              String other = of.apply(dependency.getTargetClass().getBaseComponentType());
              if (!other.isEmpty() && !other.equals(module) && !allowed.contains(other)) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
              }
            });
  }

  static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return condition(
        "live in a @NullMarked package",
        (type, events) -> {
          if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
            events.add(
                SimpleConditionEvent.violated(
                    type, type.getName() + " lives in a package that is not @NullMarked"));
          }
        });
  }

  private static ArchCondition<JavaClass> noAccess(
      String description, Predicate<JavaAccess<?>> forbidden) {
    return condition(
        description,
        (type, events) ->
            type.getAccessesFromSelf().stream()
                .filter(forbidden)
                .forEach(
                    access ->
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()))));
  }

  private static ArchCondition<JavaClass> condition(
      String description, BiConsumer<JavaClass, ConditionEvents> check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, events);
      }
    };
  }
}
