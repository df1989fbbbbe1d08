package io.fanin.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a model is. */
final class ModelPlace {
  private static final String IN_A_RUN = "model.zip";
  private static final String NETWORK = "network.json";

  private ModelPlace() {}

  /** The path itself, or the model in it where it is the folder of a training run. */
  static Path of(Path path) {
    Path inside = path.resolve(IN_A_RUN);
    return Files.isRegularFile(inside) ? inside : path;
  }

  /** Whether there is something that may be a model. */
  static boolean isModel(Path path) {
    Path place = of(path);
    return Files.isRegularFile(place)
        ? place.toString().endsWith(".zip")
        : Files.isRegularFile(place.resolve(NETWORK));
  }
}
