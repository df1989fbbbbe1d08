package io.fanin.kernels.cpu.elementary;

import jdk.incubator.vector.FloatVector;

/** The polynomials' coefficients of {@link FloatNumbers} in every lane. */
final class FloatPolynomials {
  static final FloatVector E0 = all(FloatNumbers.E0);
  static final FloatVector E1 = all(FloatNumbers.E1);
  static final FloatVector E2 = all(FloatNumbers.E2);
  static final FloatVector E3 = all(FloatNumbers.E3);
  static final FloatVector E4 = all(FloatNumbers.E4);
  static final FloatVector E5 = all(FloatNumbers.E5);

  static final FloatVector A0 = all(FloatNumbers.A0);
  static final FloatVector A1 = all(FloatNumbers.A1);
  static final FloatVector A2 = all(FloatNumbers.A2);

  static final FloatVector W0 = all(FloatNumbers.W0);
  static final FloatVector W1 = all(FloatNumbers.W1);
  static final FloatVector W2 = all(FloatNumbers.W2);
  static final FloatVector W3 = all(FloatNumbers.W3);
  static final FloatVector W4 = all(FloatNumbers.W4);

  static final FloatVector S0 = all(FloatNumbers.S0);
  static final FloatVector S1 = all(FloatNumbers.S1);
  static final FloatVector S2 = all(FloatNumbers.S2);
  static final FloatVector S3 = all(FloatNumbers.S3);

  private FloatPolynomials() {}

  private static FloatVector all(float x) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, x);
  }
}
