package io.fanin.kernels.cuda;

import io.fanin.kernel.Activation;
import io.fanin.kernel.AffineSpec;
import io.fanin.kernel.DType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A shape that no kernel of the shipped grid was made for, and the source that makes one for it.
 *
 * <p>The source is the shipped one with sizes turned into constants: the same functions, the same
 * operations in the same order, so the same bits. Sums are built from operations that no compiler
 * may reorder or merge. Smooth activations are not: the library of another compiler may round them
 * otherwise, so a layer with one keeps the shipped forward kernel.
 *
 * @param readWidths width of each slot
 * @param width written by a node
 * @param activation empty where the forward pass is left to the shipped kernel
 */
record OddShape(
    DType dtype,
    List<Integer> readWidths,
    int width,
    boolean bias,
    Optional<Activation> activation) {

  // Beyond these the loops are long, and constants no longer pay for the time to compile.
  private static final int MOST_SLOTS = 32;
  private static final int MOST_READ = 256;
  private static final int WIDEST = 128;

  OddShape {
    readWidths = List.copyOf(readWidths);
  }

  /** What of the plain family is made for a shape. */
  enum Part {
    FORWARD("forward", 64),
    SPREAD("spread", 64),
    PARAMETER_GRADIENTS("parameterGradients", 128);

    private final String function;
    private final int threads;

    Part(String function, int threads) {
      this.function = function;
      this.threads = threads;
    }
  }

  /** The shape of a layer; empty where the shipped kernels fit it, or where it is too large. */
  static Optional<OddShape> of(AffineSpec spec, DType dtype) {
    boolean large =
        spec.fanIn() > MOST_SLOTS || spec.readWidth() > MOST_READ || spec.outWidth() > WIDEST;
    if (large || TensorShape.forward(spec, dtype)) {
      return Optional.empty();
    }
    List<Integer> widths =
        IntStream.range(0, spec.fanIn()).map(spec::readWidth).boxed().collect(Collectors.toList());
    Optional<Activation> activation = Optional.of(spec.activation()).filter(OddShape::exact);
    return Optional.of(new OddShape(dtype, widths, spec.outWidth(), spec.bias(), activation));
  }

  /** Whether an activation is at most one rounded operation, which every compiler rounds alike. */
  private static boolean exact(Activation activation) {
    return switch (activation) {
      case IDENTITY, RELU, LEAKY_RELU, QUADRATIC -> true;
      case TANH, SIGMOID, SOFTPLUS, GELU, SILU, SINE, EXP -> false;
    };
  }

  /** The parts that are made. */
  List<Part> parts() {
    return activation.isPresent()
        ? List.of(Part.values())
        : List.of(Part.SPREAD, Part.PARAMETER_GRADIENTS);
  }

  /** Such as {@code "fanin_forward_float_3x5_to_7_bias_relu"}. */
  String kernel(Part part) {
    return "fanin_%s_%s_%s_to_%d_%s_%s"
        .formatted(
            part.name().toLowerCase(Locale.ROOT),
            type(),
            reads(),
            width,
            bias ? "bias" : "plain",
            activation.map(a -> a.name().toLowerCase(Locale.ROOT)).orElse("any"));
  }

  private String reads() {
    boolean alike = readWidths.stream().distinct().count() == 1;
    return alike
        ? readWidths.size() + "x" + readWidths.get(0)
        : readWidths.stream().map(String::valueOf).collect(Collectors.joining("_"));
  }

  private String type() {
    return dtype.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The whole source.
   *
   * @param shipped that of the plain family, without its instances
   */
  String source(String shipped) {
    StringBuilder text = new StringBuilder(shipped);
    text.append(constants());
    for (Part part : parts()) {
      text.append(instance(part));
    }
    return text.toString();
  }

  private String constants() {
    int read = readWidths.stream().mapToInt(Integer::intValue).sum();
    return """

    DEVICE Level<%1$s> shaped(const Level<%1$s>& a, const int* slotWidths) {
      Level<%1$s> own = a;
      own.slotWidths = slotWidths;
      own.fanIn = %2$d;
      own.readWidth = %3$d;
      own.width = %4$d;
      own.parametersPerShare = %5$d;
      own.bias = %6$d;
      %7$sreturn own;
    }
    """
        .formatted(
            type(),
            readWidths.size(),
            read,
            width,
            width * (read + (bias ? 1 : 0)),
            bias ? 1 : 0,
            activation.map(a -> "own.activation = " + a.name() + ";\n  ").orElse(""));
  }

  private String instance(Part part) {
    return """
    KERNEL(%s, Level<%s>, %d) {
      const int slotWidths[] = {%s};
      %s(shaped(a, slotWidths));
    }
    """
        .formatted(
            kernel(part),
            type(),
            part.threads,
            readWidths.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            part.function);
  }
}
