package io.fanin.bench.roofline;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The loops that are timed, in registers and over memory. */
final class VectorLoops {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int STREAMS = 8;

  private VectorLoops() {}

  /** Room that the loops need for a result that keeps them from being optimised away. */
  static float[] scratch() {
    float[] scratch = new float[2 + SPECIES.length()];
    scratch[0] = 0.5f; // x = x / 2 + 1 / 4 stays at 1 / 2: no denormal, no overflow
    scratch[1] = 0.25f;
    return scratch;
  }

  /** Operations of one round of {@link #fma}. */
  static double flops(int rounds) {
    return 2.0 * CHAINS * SPECIES.length() * rounds;
  }

  /** Independent chains of fused multiply-adds, enough to hide their latency. */
  static void fma(float[] scratch, int rounds) {
    FloatVector m = FloatVector.broadcast(SPECIES, scratch[0]);
    FloatVector c = FloatVector.broadcast(SPECIES, scratch[1]);
    FloatVector a0 = m;
    FloatVector a1 = c;
    FloatVector a2 = m;
    FloatVector a3 = c;
    FloatVector a4 = m;
    FloatVector a5 = c;
    FloatVector a6 = m;
    FloatVector a7 = c;
    FloatVector a8 = m;
    FloatVector a9 = c;
    FloatVector a10 = m;
    FloatVector a11 = c;
    for (int i = 0; i < rounds; i++) {
      a0 = a0.fma(m, c);
      a1 = a1.fma(m, c);
      a2 = a2.fma(m, c);
      a3 = a3.fma(m, c);
      a4 = a4.fma(m, c);
      a5 = a5.fma(m, c);
      a6 = a6.fma(m, c);
      a7 = a7.fma(m, c);
      a8 = a8.fma(m, c);
      a9 = a9.fma(m, c);
      a10 = a10.fma(m, c);
      a11 = a11.fma(m, c);
    }
    FloatVector left = a0.add(a1).add(a2.add(a3)).add(a4.add(a5));
    FloatVector right = a6.add(a7).add(a8.add(a9)).add(a10.add(a11));
    left.add(right).intoArray(scratch, 2);
  }

  /** Reads a whole array, in eight streams of sums. */
  static void read(float[] data, float[] scratch) {
    int lanes = SPECIES.length();
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    int last = data.length - STREAMS * lanes;
    for (int i = 0; i <= last; i += STREAMS * lanes) {
      a0 = a0.add(FloatVector.fromArray(SPECIES, data, i));
      a1 = a1.add(FloatVector.fromArray(SPECIES, data, i + lanes));
      a2 = a2.add(FloatVector.fromArray(SPECIES, data, i + 2 * lanes));
      a3 = a3.add(FloatVector.fromArray(SPECIES, data, i + 3 * lanes));
      a4 = a4.add(FloatVector.fromArray(SPECIES, data, i + 4 * lanes));
      a5 = a5.add(FloatVector.fromArray(SPECIES, data, i + 5 * lanes));
      a6 = a6.add(FloatVector.fromArray(SPECIES, data, i + 6 * lanes));
      a7 = a7.add(FloatVector.fromArray(SPECIES, data, i + 7 * lanes));
    }
    a0.add(a1).add(a2.add(a3)).add(a4.add(a5)).add(a6.add(a7)).intoArray(scratch, 2);
  }
}
