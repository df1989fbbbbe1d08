package io.fanin.kernels.cpu.elementary;

import jdk.incubator.vector.DoubleVector;

/** The polynomials' coefficients of {@link DoubleNumbers} in every lane. */
final class DoublePolynomials {
  static final DoubleVector E0 = all(DoubleNumbers.E0);
  static final DoubleVector E1 = all(DoubleNumbers.E1);
  static final DoubleVector E2 = all(DoubleNumbers.E2);
  static final DoubleVector E3 = all(DoubleNumbers.E3);
  static final DoubleVector E4 = all(DoubleNumbers.E4);
  static final DoubleVector E5 = all(DoubleNumbers.E5);
  static final DoubleVector E6 = all(DoubleNumbers.E6);
  static final DoubleVector E7 = all(DoubleNumbers.E7);
  static final DoubleVector E8 = all(DoubleNumbers.E8);
  static final DoubleVector E9 = all(DoubleNumbers.E9);
  static final DoubleVector E10 = all(DoubleNumbers.E10);

  static final DoubleVector A0 = all(DoubleNumbers.A0);
  static final DoubleVector A1 = all(DoubleNumbers.A1);
  static final DoubleVector A2 = all(DoubleNumbers.A2);
  static final DoubleVector A3 = all(DoubleNumbers.A3);
  static final DoubleVector A4 = all(DoubleNumbers.A4);
  static final DoubleVector A5 = all(DoubleNumbers.A5);
  static final DoubleVector A6 = all(DoubleNumbers.A6);

  static final DoubleVector W0 = all(DoubleNumbers.W0);
  static final DoubleVector W1 = all(DoubleNumbers.W1);
  static final DoubleVector W2 = all(DoubleNumbers.W2);
  static final DoubleVector W3 = all(DoubleNumbers.W3);
  static final DoubleVector W4 = all(DoubleNumbers.W4);
  static final DoubleVector W5 = all(DoubleNumbers.W5);
  static final DoubleVector W6 = all(DoubleNumbers.W6);
  static final DoubleVector W7 = all(DoubleNumbers.W7);
  static final DoubleVector W8 = all(DoubleNumbers.W8);
  static final DoubleVector W9 = all(DoubleNumbers.W9);

  static final DoubleVector S0 = all(DoubleNumbers.S0);
  static final DoubleVector S1 = all(DoubleNumbers.S1);
  static final DoubleVector S2 = all(DoubleNumbers.S2);
  static final DoubleVector S3 = all(DoubleNumbers.S3);
  static final DoubleVector S4 = all(DoubleNumbers.S4);
  static final DoubleVector S5 = all(DoubleNumbers.S5);
  static final DoubleVector S6 = all(DoubleNumbers.S6);
  static final DoubleVector S7 = all(DoubleNumbers.S7);

  private DoublePolynomials() {}

  private static DoubleVector all(double x) {
    return DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, x);
  }
}
