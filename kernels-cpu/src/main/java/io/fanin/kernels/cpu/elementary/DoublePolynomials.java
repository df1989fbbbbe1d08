package io.fanin.kernels.cpu.elementary;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The polynomials of {@link DoubleNumbers} for vectors, with the same operations in the same order. */
final class DoublePolynomials {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private DoublePolynomials() {}

  private static DoubleVector all(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }

  static DoubleVector expm1(DoubleVector r) {
    DoubleVector p = r.fma(DoubleNumbers.E10, DoubleNumbers.E9);
    p = r.fma(p, all(DoubleNumbers.E8));
    p = r.fma(p, all(DoubleNumbers.E7));
    p = r.fma(p, all(DoubleNumbers.E6));
    p = r.fma(p, all(DoubleNumbers.E5));
    p = r.fma(p, all(DoubleNumbers.E4));
    p = r.fma(p, all(DoubleNumbers.E3));
    p = r.fma(p, all(DoubleNumbers.E2));
    p = r.fma(p, all(DoubleNumbers.E1));
    p = r.fma(p, all(DoubleNumbers.E0));
    return r.mul(r).fma(p, r);
  }

  static DoubleVector atanh(DoubleVector z) {
    DoubleVector p = z.fma(DoubleNumbers.A6, DoubleNumbers.A5);
    p = z.fma(p, all(DoubleNumbers.A4));
    p = z.fma(p, all(DoubleNumbers.A3));
    p = z.fma(p, all(DoubleNumbers.A2));
    p = z.fma(p, all(DoubleNumbers.A1));
    p = z.fma(p, all(DoubleNumbers.A0));
    return z.mul(p);
  }

  static DoubleVector wideAtanh(DoubleVector z) {
    DoubleVector p = z.fma(DoubleNumbers.W9, DoubleNumbers.W8);
    p = z.fma(p, all(DoubleNumbers.W7));
    p = z.fma(p, all(DoubleNumbers.W6));
    p = z.fma(p, all(DoubleNumbers.W5));
    p = z.fma(p, all(DoubleNumbers.W4));
    p = z.fma(p, all(DoubleNumbers.W3));
    p = z.fma(p, all(DoubleNumbers.W2));
    p = z.fma(p, all(DoubleNumbers.W1));
    p = z.fma(p, all(DoubleNumbers.W0));
    return z.mul(p);
  }

  static DoubleVector sine(DoubleVector z) {
    DoubleVector p = z.fma(DoubleNumbers.S7, DoubleNumbers.S6);
    p = z.fma(p, all(DoubleNumbers.S5));
    p = z.fma(p, all(DoubleNumbers.S4));
    p = z.fma(p, all(DoubleNumbers.S3));
    p = z.fma(p, all(DoubleNumbers.S2));
    p = z.fma(p, all(DoubleNumbers.S1));
    p = z.fma(p, all(DoubleNumbers.S0));
    return p;
  }
}
