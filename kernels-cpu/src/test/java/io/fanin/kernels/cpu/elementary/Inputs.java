package io.fanin.kernels.cpu.elementary;

import io.fanin.random.RandomStream;

/** Seeded inputs of every magnitude, led by special values and the places where paths part. */
final class Inputs {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    89,
    -104,
    9.25,
    110,
    -110,
    11,
    -11,
    64,
    0x1p16,
    -0x1p16,
    0x1p60,
    710,
    -746,
    22,
    -22,
    753,
    -753,
    0x1p30,
    StrictMath.PI,
    StrictMath.PI / 2,
    StrictMath.sqrt(0.5),
    StrictMath.sqrt(2) - 1
  };

  private Inputs() {}

  /** At least {@code n} doubles. */
  static double[] doubles(int n, long seed) {
    RandomStream random = RandomStream.of(seed, "elementary inputs");
    double[] x = new double[3 * SPECIAL.length + n];
    for (int i = 0; i < SPECIAL.length; i++) {
      x[3 * i] = SPECIAL[i];
      x[3 * i + 1] = Math.nextUp(SPECIAL[i]);
      x[3 * i + 2] = Math.nextDown(SPECIAL[i]);
    }
    for (int i = 3 * SPECIAL.length; i < x.length; i++) {
      x[i] = i % 4 == 0 ? Double.longBitsToDouble(random.nextLong()) : moderate(random);
    }
    return x;
  }

  /** At least {@code n} floats. */
  static float[] floats(int n, long seed) {
    RandomStream random = RandomStream.of(seed, "elementary inputs");
    float[] x = new float[3 * SPECIAL.length + n];
    for (int i = 0; i < SPECIAL.length; i++) {
      x[3 * i] = (float) SPECIAL[i];
      x[3 * i + 1] = Math.nextUp((float) SPECIAL[i]);
      x[3 * i + 2] = Math.nextDown((float) SPECIAL[i]);
    }
    for (int i = 3 * SPECIAL.length; i < x.length; i++) {
      x[i] = i % 4 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) moderate(random);
    }
    return x;
  }

  /** Of either sign, from 2^-40 to 2^20 or so in size. */
  static double moderate(RandomStream random) {
    double exponent = random.nextInt(12) == 0 ? random.nextInt(61) - 40 : random.nextInt(15) - 4;
    return Math.scalb(2 * random.nextDouble() - 1, (int) exponent);
  }
}
