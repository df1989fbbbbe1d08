package io.fanin.kernels.cuda;

import io.fanin.input.InvalidInputException;
import io.fanin.input.Suggestions;
import java.util.Arrays;
import java.util.List;

/**
 * How float programs multiply on tensor cores; part of the arithmetic, and so of a trial's
 * identity.
 */
enum Precision {
  /** Each factor in two parts, three products: about the error of single precision. */
  FP32,
  /** Factors rounded to 11 significant bits: relative errors near 3e-4. */
  TF32;

  /** System property that chooses. */
  static final String PROPERTY = "fanin.cuda.precision";

  /** Lower case, as in names of kernels. */
  String id() {
    return this == FP32 ? "fp32" : "tf32";
  }

  /** The one of this id. */
  static Precision of(String id) {
    List<String> ids = Arrays.stream(values()).map(Precision::id).toList();
    return Arrays.stream(values())
        .filter(precision -> precision.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "-D%s=%s names none of the precisions %s%s"
                        .formatted(PROPERTY, id, ids, Suggestions.hint(id, ids))));
  }
}
