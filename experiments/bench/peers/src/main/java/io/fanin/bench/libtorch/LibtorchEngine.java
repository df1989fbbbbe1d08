package io.fanin.bench.libtorch;

import io.fanin.bench.peer.PeerEngine;
import io.fanin.testkit.TrainingShape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;

/** libtorch, in every formulation that takes a shape. */
final class LibtorchEngine implements PeerEngine {
  private static final List<Formulation> ALL =
      Stream.concat(
              Stream.<Formulation>of(LocalFormulation.values()),
              Stream.of(ConvolutionFormulation.values()))
          .toList();

  @Override
  public String start(int threads) {
    torch.set_num_threads(threads);
    String config = torch.show_config().getString();
    String version = found(config, "TORCH_VERSION=([0-9.]+)");
    String library =
        config.contains("BLAS_INFO=mkl")
            ? "MKL " + found(config, "Math Kernel Library Version ([0-9.]+)")
            : "not MKL but " + found(config, "BLAS_INFO=(\\w+)");
    return "libtorch %s with %s, %d thread%s"
        .formatted(version, library, torch.get_num_threads(), threads == 1 ? "" : "s");
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group(1) : "of unknown version";
  }

  @Override
  public List<String> formulations(TrainingShape shape) {
    return ALL.stream().filter(f -> f.takes(shape)).map(Object::toString).toList();
  }

  @Override
  public Session open(TrainingShape shape, String formulation) {
    Formulation found =
        ALL.stream()
            .filter(f -> f.toString().equals(formulation))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("unknown formulation '" + formulation + "'"));
    return new LibtorchSession(shape, found);
  }
}
