package io.fanin.experiments.plugin;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls code that may be broken in any way. */
final class Guard {
  private Guard() {}

  /** A call that failed. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String reason, Throwable cause) {
      super(reason, cause);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * The call's value.
   *
   * <p>Catches every throwable: a plugin's missing class, failed assertion or endless recursion
   * must end as a reason beside its jar, never as the end of the command.
   */
  static <T> T call(String what, Callable<? extends T> call) throws Broken {
    try {
      return call.call();
    } catch (Throwable e) {
      throw new Broken(what + ": " + reason(e), e);
    }
  }

  /** What went wrong, down to its cause. */
  static String reason(Throwable e) {
    boolean wrapper =
        e instanceof java.lang.reflect.InvocationTargetException
            || e instanceof ExceptionInInitializerError;
    @Nullable Throwable cause = e.getCause();
    if (wrapper && cause != null) {
      return reason(cause);
    }
    if (e instanceof Broken broken) {
      return broken.reason();
    }
    if (e instanceof NoClassDefFoundError || e instanceof ClassNotFoundException) {
      return "the class " + String.valueOf(e.getMessage()).replace('/', '.') + " is missing";
    }
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + firstLine(e.getMessage());
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
