package io.fanin.experiments.wiring;

import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the services of one call of the command. */
public final class Wiring {
  private Wiring() {}

  /**
   * The services of the class path and of these plugin folders.
   *
   * @param folders of plugin jars; all of them exist
   * @param commands names that no plugin's command may have
   */
  public static Services services(List<Path> folders, Set<String> commands) {
    return plainly(
        () -> Guice.createInjector(new FaninModule(folders, commands)).getInstance(Services.class));
  }

  /** What is made, or the error that its maker threw, without what Guice says around it. */
  static <T> T plainly(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (ProvisionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
