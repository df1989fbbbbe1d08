package io.fanin.kernel;

/** Number format in which a program stores parameters, activations and gradients. */
public enum DType {
  /** IEEE 754 single precision, 4 bytes. */
  FLOAT(4),
  /** IEEE 754 double precision, 8 bytes. */
  DOUBLE(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }

  /** {@code value} as this format stores it, rounded to nearest even. */
  public double round(double value) {
    return this == FLOAT ? (float) value : value;
  }

  /** Unit roundoff: {@code 2^-24} or {@code 2^-53}. */
  public double unitRoundoff() {
    return this == FLOAT ? 0x1p-24 : 0x1p-53;
  }
}
