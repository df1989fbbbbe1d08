package io.fanin.models;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Model files: {@code network.json} and {@code weights.safetensors} in a directory or a zip file.
 *
 * <p>Equal models give equal bytes. A file is written beside its place and renamed into it, so that
 * there is never half of one. Reading refuses whatever is not exactly right, and takes no more
 * memory than the sizes of the files justify.
 */
public final class ModelFiles {
  static final String NETWORK = "network.json";
  static final String WEIGHTS = "weights.safetensors";

  /** Largest {@code network.json}. */
  static final long MAX_NETWORK = 1L << 26;

  private ModelFiles() {}

  /**
   * Writes a model; replaces the model that is there.
   *
   * @param path a zip file if the name ends with {@code .zip}, else a directory
   * @throws InvalidInputException if the place is taken by something else
   * @throws KernelException.NotFinite if a parameter is not finite; nothing is written
   * @throws UncheckedIOException if the file system refuses
   */
  public static void write(Model model, Path path) {
    double[] parameters = model.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (!(Math.abs(parameters[i]) <= Double.MAX_VALUE)) {
        throw new KernelException.NotFinite(
            "parameter %d is %s; the model is not saved: train with a smaller rate"
                .formatted(i, parameters[i]));
      }
    }
    Plan plan = model.network().plan();
    byte[] network = NetworkJson.write(model).getBytes(StandardCharsets.UTF_8);
    byte[] weights = SafeTensors.write(plan.slices(), model.dtype(), parameters);
    try {
      ModelStore.write(path, network, weights);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a model.
   *
   * @param path a directory or a zip file
   * @throws InvalidInputException with file and place if there is none or anything is wrong
   */
  public static Model read(Path path) {
    try (ModelStore store = ModelStore.open(path)) {
      String source = store.name(NETWORK);
      String text = decode(source, store.read(NETWORK, MAX_NETWORK));
      NetworkJsonReader reader = new NetworkJsonReader(source, text);
      Plan plan = reader.plan();
      long most = SafeTensors.maxSize(plan.slices(), reader.dtype());
      byte[] weights = store.read(WEIGHTS, most);
      return reader.model(
          plan, SafeTensors.read(store.name(WEIGHTS), weights, plan.slices(), reader.dtype()));
    } catch (IOException e) {
      throw new InvalidInputException(
          path + ": cannot be read as a model; give a directory or zip file that was saved as one",
          e);
    }
  }

  private static String decode(String source, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(source + ": is not UTF-8 text", e);
    }
  }
}
