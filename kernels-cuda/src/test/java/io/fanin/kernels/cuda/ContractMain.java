package io.fanin.kernels.cuda;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * Runs the contract without a test platform, for {@code gpu-check}: a machine with a GPU may have
 * neither Maven nor a network.
 */
final class ContractMain {
  private int passed;
  private int skipped;
  private final List<String> failures = new ArrayList<>();

  private final String part;

  private ContractMain(String part) {
    this.part = part;
  }

  /** All cases, or those whose names contain the argument; ends with status 1 where one fails. */
  public static void main(String[] args) throws Exception {
    ContractMain run = new ContractMain(args.length == 0 ? "" : args[0]);
    for (Class<?> type = CudaProviderTest.class;
        type != Object.class;
        type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        run.run(method);
      }
    }
    run.failures.forEach(System.out::println);
    System.out.printf(
        "contract: %d passed, %d skipped, %d failed%n",
        run.passed, run.skipped, run.failures.size());
    if (!run.failures.isEmpty() || run.passed == 0) {
      throw new IllegalStateException("the contract does not hold");
    }
  }

  private void run(Method method) throws Exception {
    if (!method.getName().contains(part)) {
      return;
    }
    if (method.isAnnotationPresent(Test.class)) {
      run(method, new Object[0]);
    } else if (method.isAnnotationPresent(ParameterizedTest.class)) {
      for (Object[] arguments : arguments(method)) {
        run(method, arguments);
      }
    }
  }

  private static List<Object[]> arguments(Method method) throws Exception {
    EnumSource constants = method.getAnnotation(EnumSource.class);
    if (constants != null) {
      return Stream.of(constants.value().getEnumConstants()).map(c -> new Object[] {c}).toList();
    }
    Method source = find(method.getAnnotation(MethodSource.class).value()[0]);
    source.setAccessible(true);
    return ((Stream<?>) source.invoke(null)).map(a -> ((Arguments) a).get()).toList();
  }

  private static Method find(String name) throws NoSuchMethodException {
    for (Class<?> type = CudaProviderTest.class; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name) && method.getParameterCount() == 0) {
          return method;
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private void run(Method method, Object[] arguments) throws Exception {
    CudaProviderTest test = new CudaProviderTest();
    try {
      annotated(test, BeforeEach.class);
      method.setAccessible(true);
      method.invoke(test, arguments);
      passed++;
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof TestAbortedException) {
        skipped++;
      } else {
        failures.add(method.getName() + List.of(arguments) + ": " + e.getCause());
      }
    } finally {
      annotated(test, AfterEach.class);
    }
  }

  private static void annotated(
      CudaProviderTest test, Class<? extends java.lang.annotation.Annotation> annotation)
      throws Exception {
    for (Class<?> type = CudaProviderTest.class; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(annotation)) {
          method.setAccessible(true);
          method.invoke(test);
        }
      }
    }
  }
}
