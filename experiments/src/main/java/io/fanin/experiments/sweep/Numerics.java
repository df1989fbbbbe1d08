package io.fanin.experiments.sweep;

/**
 * What the bits of a result depend on, besides settings and seed.
 *
 * @param provider id of the kernel provider, such as {@code cpu}
 * @param tables version of the provider's blocking tables
 * @param isa class of the instruction set, such as {@code avx2}
 * @param dtype arithmetic of the program, such as {@code float}
 */
public record Numerics(String provider, String tables, String isa, String dtype) {
  /** Refuses an empty part and one with a control character. */
  public Numerics {
    Trial.requirePlain("provider", provider);
    Trial.requirePlain("table version", tables);
    Trial.requirePlain("ISA class", isa);
    Trial.requirePlain("dtype", dtype);
  }
}
