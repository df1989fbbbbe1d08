package io.fanin.kernels.cpu.elementary;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The polynomials of {@link FloatNumbers} for vectors, with the same operations in the same order. */
final class FloatPolynomials {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private FloatPolynomials() {}

  private static FloatVector all(float x) {
    return FloatVector.broadcast(SPECIES, x);
  }

  static FloatVector expm1(FloatVector r) {
    FloatVector p = r.fma(FloatNumbers.E5, FloatNumbers.E4);
    p = r.fma(p, all(FloatNumbers.E3));
    p = r.fma(p, all(FloatNumbers.E2));
    p = r.fma(p, all(FloatNumbers.E1));
    p = r.fma(p, all(FloatNumbers.E0));
    return r.mul(r).fma(p, r);
  }

  static FloatVector atanh(FloatVector z) {
    FloatVector p = z.fma(FloatNumbers.A2, FloatNumbers.A1);
    p = z.fma(p, all(FloatNumbers.A0));
    return z.mul(p);
  }

  static FloatVector wideAtanh(FloatVector z) {
    FloatVector p = z.fma(FloatNumbers.W4, FloatNumbers.W3);
    p = z.fma(p, all(FloatNumbers.W2));
    p = z.fma(p, all(FloatNumbers.W1));
    p = z.fma(p, all(FloatNumbers.W0));
    return z.mul(p);
  }

  static FloatVector sine(FloatVector z) {
    FloatVector p = z.fma(FloatNumbers.S3, FloatNumbers.S2);
    p = z.fma(p, all(FloatNumbers.S1));
    p = z.fma(p, all(FloatNumbers.S0));
    return p;
  }
}
