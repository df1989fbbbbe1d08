package io.fanin.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a contract's constructor the service that the request of the run names. */
final class Offered implements ParameterResolver {
  /** Configuration parameter of the engine: a class that the thread's class loader sees. */
  static final String CLASS = "io.fanin.testkit.service";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getDeclaringExecutable() instanceof java.lang.reflect.Constructor
        && context.getConfigurationParameter(CLASS).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String name = context.getConfigurationParameter(CLASS).orElseThrow();
    try {
      return service(name, Thread.currentThread().getContextClassLoader());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new ParameterResolutionException(name + " cannot be made: " + e, e);
    }
  }

  static Object service(String name, ClassLoader loader) throws ReflectiveOperationException {
    return Class.forName(name, true, loader).getConstructor().newInstance();
  }
}
