// Tensor cores in TF32, alone or three times for single precision, and asynchronous copies.

#ifndef FANIN_EMULATED
/// d += a b with a 16 x 8, b 8 x 8. With g = lane / 4 and q = lane % 4, a lane holds a[g][q],
/// a[g+8][q], a[g][q+4], a[g+8][q+4]; b[q][g], b[q+4][g]; d[g][2q], d[g][2q+1], d[g+8][2q], d[g+8][2q+1].
DEVICE void multiplyTf32(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) {
  asm volatile(
      "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3},{%4,%5,%6,%7},{%8,%9},{%0,%1,%2,%3};"
      : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

/// Starts a copy of 16 bytes into shared memory, or of zeros where it is not valid.
DEVICE void copyAsync16(void* to, const void* from, bool valid) {
  const unsigned address = unsigned(__cvta_generic_to_shared(to));
  const int bytes = valid ? 16 : 0;
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(address), "l"(from), "r"(bytes) : "memory");
}
DEVICE void commitAsync() { asm volatile("cp.async.commit_group;" ::: "memory"); }
template <int GROUPS_LEFT>
DEVICE void waitAsync() { asm volatile("cp.async.wait_group %0;" ::"n"(GROUPS_LEFT) : "memory"); }
#endif

const unsigned READ_BITS = 0xffffe000u; // what the unit reads of an operand

/// The operand nearest to x, half away from zero. Truncated next to infinity, where rounding up would
/// leave the finite numbers, or turn NaN into zero.
DEVICE unsigned leading(float x) {
  const unsigned bits = __float_as_uint(x);
  const bool top = (bits & 0x7f800000u) >= 0x7f000000u;
  return (top ? bits : bits + 0x1000u) & READ_BITS;
}

/// What leading() leaves of x.
DEVICE unsigned rest(float x, unsigned leading) { return __float_as_uint(x - __uint_as_float(leading)); }

/// d += a b in PASSES = 1: TF32, relative error 2^-11 a factor; PASSES = 3: the two leading products of
/// the factors split in two, error about 2^-22.
template <int PASSES>
DEVICE void multiply(float (&d)[4], const float (&a)[4], const float (&b)[2]) {
  unsigned highA[4], highB[2];
#pragma unroll
  for (int i = 0; i < 4; i++) highA[i] = leading(a[i]);
#pragma unroll
  for (int i = 0; i < 2; i++) highB[i] = leading(b[i]);
  if (PASSES == 3) {
    unsigned lowA[4], lowB[2];
#pragma unroll
    for (int i = 0; i < 4; i++) lowA[i] = rest(a[i], highA[i]);
#pragma unroll
    for (int i = 0; i < 2; i++) lowB[i] = rest(b[i], highB[i]);
    multiplyTf32(d, lowA, highB);
    multiplyTf32(d, highA, lowB);
  }
  multiplyTf32(d, highA, highB);
}

DEVICE float4 load4(const float* p) { return *reinterpret_cast<const float4*>(p); }
DEVICE void store4(float* p, float4 v) { *reinterpret_cast<float4*>(p) = v; }
DEVICE void store2(float* p, float x, float y) { *reinterpret_cast<float2*>(p) = make_float2(x, y); }
