// What every family of kernels shares. It and the other .cuh files stand before each of them (nvcc
// -include, or text put in front for NVRTC), in the order of the file `order`. It includes nothing, and is the only place that tells a GPU from the host emulator.
#ifndef FANIN_EMULATED
#define DEVICE static __device__ __forceinline__
#define DEVICE_MEMBER __device__ __forceinline__
// Called, not inlined: long code that stands in many places would fill the instruction cache.
#define DEVICE_CALLED static __device__ __noinline__
#define KERNEL(name, Arguments, threads) \
  extern "C" __global__ void __launch_bounds__(threads) name(const __grid_constant__ Arguments a)
#define SHARED(T, name, count) __shared__ __align__(16) T name[count]
#define DYNAMIC_SHARED(T, name)                \
  extern __shared__ __align__(16) float4 fanin_dynamic[]; \
  T* name = reinterpret_cast<T*>(fanin_dynamic)
#endif

typedef long long int64;

// ---- Arithmetic in which no compiler may merge a product and a sum --------------------------------

DEVICE float times(float a, float b) { return __fmul_rn(a, b); }
DEVICE double times(double a, double b) { return __dmul_rn(a, b); }
DEVICE float plus(float a, float b) { return __fadd_rn(a, b); }
DEVICE double plus(double a, double b) { return __dadd_rn(a, b); }
DEVICE float minus(float a, float b) { return __fsub_rn(a, b); }
DEVICE double minus(double a, double b) { return __dsub_rn(a, b); }
DEVICE float ratio(float a, float b) { return __fdiv_rn(a, b); }
DEVICE double ratio(double a, double b) { return __ddiv_rn(a, b); }
DEVICE float root(float x) { return __fsqrt_rn(x); }
DEVICE double root(double x) { return __dsqrt_rn(x); }

/// a * b + c, rounded once.
DEVICE float fused(float a, float b, float c) { return __fmaf_rn(a, b, c); }
DEVICE double fused(double a, double b, double c) { return __fma_rn(a, b, c); }

// ---- Elementary functions of either type ----------------------------------------------------------

DEVICE float exponential(float x) { return expf(x); }
DEVICE double exponential(double x) { return exp(x); }
DEVICE float exponentialMinusOne(float x) { return expm1f(x); }
DEVICE double exponentialMinusOne(double x) { return expm1(x); }
DEVICE float logarithmOfOnePlus(float x) { return log1pf(x); }
DEVICE double logarithmOfOnePlus(double x) { return log1p(x); }
DEVICE float tangentOf(float x) { return tanhf(x); }
DEVICE double tangentOf(double x) { return tanh(x); }
DEVICE float sineOf(float x) { return sinf(x); }
DEVICE double sineOf(double x) { return sin(x); }
DEVICE float cosineOf(float x) { return cosf(x); }
DEVICE double cosineOf(double x) { return cos(x); }
DEVICE float magnitude(float x) { return fabsf(x); }
DEVICE double magnitude(double x) { return fabs(x); }

// ---- Activations, numbered as in io.fanin.kernel.Activation ---------------------------------------

enum Activation { IDENTITY, RELU, LEAKY_RELU, TANH, SIGMOID, SOFTPLUS, GELU, SILU, SINE, EXP, QUADRATIC };

/// 1 / (1 + exp(-z)); the exponent is never positive, so nothing overflows.
template <class T>
DEVICE T sigmoid(T z) {
  const T e = exponential(-magnitude(z));
  return z >= 0 ? T(1) / (T(1) + e) : e / (T(1) + e);
}

/// The argument of the tanh in GELU, doubled: 0.5 (1 + tanh(u)) is sigmoid(2 u).
template <class T>
DEVICE T geluArgument(T z) {
  return T(1.5957691216057308) * (z + T(0.044715) * z * z * z);
}

/// z s where s is 0 at minus infinity; the limit there is 0, as in the reference.
template <class T>
DEVICE T gated(T z, T s) {
  return s == 0 ? -T(0) : z * s;
}

template <class T>
DEVICE_CALLED T activate(int activation, T z) {
  switch (activation) {
    case RELU: return z <= 0 ? T(0) : z; // NaN stays NaN
    case LEAKY_RELU: return z > 0 ? z : T(0.01) * z;
    case TANH: return tangentOf(z);
    case SIGMOID: return sigmoid(z);
    case SOFTPLUS: return (z > 0 ? z : T(0)) + logarithmOfOnePlus(exponential(-magnitude(z)));
    case GELU: return gated(z, sigmoid(geluArgument(z)));
    case SILU: return gated(z, sigmoid(z));
    case SINE: return sineOf(z);
    case EXP: return exponential(z);
    case QUADRATIC: return z * z;
    default: return z;
  }
}

/// s + z s (1 - s) inner, where inner is the slope of the sigmoid's argument; 0 or 1 where s is.
template <class T>
DEVICE T gatedSlope(T z, T argument, T inner) {
  const T e = exponential(-magnitude(argument));
  const T large = T(1) / (T(1) + e);
  const T small = e / (T(1) + e);
  const T s = argument >= 0 ? large : small;
  if (small == 0) return s; // z^2 may overflow here, and 0 times infinity would be NaN
  return s + z * (large * small) * inner;
}

/// The derivative at pre-activation z and output y; z is ignored where y tells enough.
template <class T>
DEVICE T slope(int activation, T z, T y) {
  switch (activation) {
    case RELU: return y > 0 ? T(1) : T(0);
    case LEAKY_RELU: return y > 0 ? T(1) : T(0.01);
    case TANH: return T(1) - y * y;
    case SIGMOID: return y * (T(1) - y);
    case SOFTPLUS: return -exponentialMinusOne(-y);
    case GELU: return gatedSlope(z, geluArgument(z), T(1.5957691216057308) * (T(1) + T(0.134145) * z * z));
    case SILU: return gatedSlope(z, z, T(1));
    case SINE: return cosineOf(z);
    case EXP: return y;
    case QUADRATIC: return T(2) * z;
    default: return T(1);
  }
}

/// True where slope() needs z, so that the forward pass must keep it.
DEVICE bool needsPreActivation(int activation) {
  return activation == GELU || activation == SILU || activation == SINE || activation == QUADRATIC;
}
