package io.fanin.experiments.wiring;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
    return Guice.createInjector(new FaninModule(folders, commands)).getInstance(Services.class);
  }
}
