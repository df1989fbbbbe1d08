// The part of CUDA C++ that our kernels use, on the host.
//
// A kernel file is compiled by g++ with this header in front, and runs as written: every CUDA thread
// is a fibre, the threads of a block take turns in a seeded random order between barriers, and blocks
// run one after another in a random order. Shared memory is allocated for each block at its exact
// size and filled with NaN, so a read before a write shows, and an overrun meets the sanitizer.
#pragma once
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <vector>

#define FANIN_EMULATED 1
#define DEVICE static inline
#define DEVICE_MEMBER inline
#define DEVICE_CALLED static
#define __restrict__ __restrict

struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};
struct alignas(8) float2 { float x, y; };
struct alignas(16) float4 { float x, y, z, w; };
static inline float2 make_float2(float x, float y) { return {x, y}; }
static inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }

// What a kernel compiled later and loaded beside the fake driver finds in it.
#pragma GCC visibility push(default)
namespace emu {

/// How launches run; tests vary the seed.
struct Options {
  uint64_t seed = 1;
  bool shuffle = true;
};
extern Options options;

/// What is wrong with the last launch; empty if nothing.
extern std::string fault;

/// Runs a grid; false, with `fault` set, where its synchronisation is wrong.
bool launch(dim3 grid, dim3 block, size_t dynamicBytes, const std::function<void()>& thread);

extern dim3 threadIndex, blockIndex, blockSize, gridSize;
extern unsigned lane;

/// Meets all threads of the block; `site` tells two barriers apart.
void blockBarrier(const void* site);
/// Meets the lanes of the mask.
void warpBarrier(unsigned mask);
/// This lane's place for values that its warp exchanges, and another's.
uint32_t* slot();
uint32_t* slotOf(unsigned otherLane);
/// Begins a collective of the whole warp, which posts to `operands` and meets once: two places take
/// turns, so that a lane may post for the next one while others still read.
void beginCollective();
uint32_t* operands();
uint32_t* operandsOf(unsigned otherLane);

void* sharedMemory(int key, size_t bytes);
void* dynamicSharedMemory();

/// Asynchronous copies of 16 bytes: performed only by the wait that has to complete them.
void copyLater(void* to, const void* from, bool valid);
void commitCopies();
void waitForCopies(int groupsLeft);

/// A kernel, found by name; it takes one struct.
struct Kernel {
  size_t argumentBytes;
  unsigned threads;
  void (*run)(const void*);
};
std::map<std::string, Kernel>& kernels();

struct Registration {
  Registration(const char* name, size_t argumentBytes, unsigned threads, void (*run)(const void*)) {
    kernels()[name] = {argumentBytes, threads, run};
  }
};

/// Every lane posts a value, meets the others, and reads another's.
template <class T>
T exchange(unsigned mask, T value, unsigned from) {
  static_assert(sizeof(T) <= 8, "a slot's first 8 bytes are used");
  memcpy(slot(), &value, sizeof value);
  warpBarrier(mask);
  T result;
  memcpy(&result, slotOf(from & 31), sizeof result);
  warpBarrier(mask);
  return result;
}

} // namespace emu
#pragma GCC visibility pop

#define KERNEL(name, Arguments, threads)                                         \
  static void name(const Arguments& a);                                          \
  static const emu::Registration name##Registration(                             \
      #name, sizeof(Arguments), threads,                                         \
      [](const void* p) { name(*static_cast<const Arguments*>(p)); });           \
  static void name(const Arguments& a)

#define SHARED(T, name, count) \
  T* name = static_cast<T*>(emu::sharedMemory(__COUNTER__, sizeof(T) * (count)))
#define DYNAMIC_SHARED(T, name) T* name = static_cast<T*>(emu::dynamicSharedMemory())

#define threadIdx emu::threadIndex
#define blockIdx emu::blockIndex
#define blockDim emu::blockSize
#define gridDim emu::gridSize

// The address of a label of its own tells one barrier from another, whatever is inlined.
#define __syncthreads()                   \
  do {                                    \
    static const char barrierSite = 0;    \
    emu::blockBarrier(&barrierSite);      \
  } while (false)
static inline void __syncwarp(unsigned mask = 0xffffffffu) { emu::warpBarrier(mask); }

template <class T>
static inline T __shfl_xor_sync(unsigned mask, T value, int distance) {
  return emu::exchange(mask, value, emu::lane ^ unsigned(distance));
}
template <class T>
static inline T __shfl_sync(unsigned mask, T value, int from) {
  return emu::exchange(mask, value, unsigned(from));
}

// Fibres never interleave inside these; atomic all the same, so that a race detector sees them so.
static inline int atomicAdd(int* p, int value) { return __atomic_fetch_add(p, value, __ATOMIC_RELAXED); }
static inline int atomicMin(int* p, int value) {
  int old = __atomic_load_n(p, __ATOMIC_RELAXED);
  while (value < old &&
         !__atomic_compare_exchange_n(p, &old, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
  }
  return old;
}
static inline float atomicAdd(float* p, float value) {
  float old, sum;
  __atomic_load(p, &old, __ATOMIC_RELAXED);
  do {
    sum = old + value;
  } while (!__atomic_compare_exchange(p, &old, &sum, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return old;
}

template <class T>
static inline T min(T a, T b) { return a < b ? a : b; }
template <class T>
static inline T max(T a, T b) { return a > b ? a : b; }

// Compiled with -ffp-contract=off, plain operations are the separately rounded ones.
static inline float __fmul_rn(float a, float b) { return a * b; }
static inline double __dmul_rn(double a, double b) { return a * b; }
static inline float __fadd_rn(float a, float b) { return a + b; }
static inline double __dadd_rn(double a, double b) { return a + b; }
static inline float __fsub_rn(float a, float b) { return a - b; }
static inline double __dsub_rn(double a, double b) { return a - b; }
static inline float __fdiv_rn(float a, float b) { return a / b; }
static inline double __ddiv_rn(double a, double b) { return a / b; }
static inline float __fsqrt_rn(float x) { return sqrtf(x); }
static inline double __dsqrt_rn(double x) { return sqrt(x); }
static inline float __fmaf_rn(float a, float b, float c) { return fmaf(a, b, c); }
static inline double __fma_rn(double a, double b, double c) { return fma(a, b, c); }

static inline float __uint_as_float(unsigned bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
static inline unsigned __float_as_uint(float value) {
  unsigned bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

// ---- Tensor cores and asynchronous copies ---------------------------------------------------------

static inline void copyAsync16(void* to, const void* from, bool valid) { emu::copyLater(to, from, valid); }
static inline void commitAsync() { emu::commitCopies(); }
template <int GROUPS_LEFT>
static inline void waitAsync() { emu::waitForCopies(GROUPS_LEFT); }

/// d += a b with a 16 x 8, b 8 x 8: a collective of the warp over the documented fragment maps; the
/// unit reads the upper 19 bits of its operands.
static inline void multiplyTf32(float (&d)[4], const unsigned (&a)[4], const unsigned (&b)[2]) {
  emu::beginCollective();
  memcpy(emu::operands(), a, sizeof a);
  memcpy(emu::operands() + 4, b, sizeof b);
  emu::warpBarrier(0xffffffffu);
  auto left = [](int row, int k) {
    return __uint_as_float(emu::operandsOf(row % 8 * 4 + k % 4)[row / 8 + 2 * (k / 4)] & 0xffffe000u);
  };
  auto right = [](int k, int column) {
    return __uint_as_float(emu::operandsOf(column * 4 + k % 4)[4 + k / 4] & 0xffffe000u);
  };
  for (int i = 0; i < 4; i++) {
    const int row = int(emu::lane >> 2) + 8 * (i >> 1), column = int(emu::lane & 3) * 2 + (i & 1);
    float sum = 0;
    for (int k = 0; k < 8; k++) sum += left(row, k) * right(k, column);
    d[i] += sum;
  }
}
