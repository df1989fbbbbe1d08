// What only a card can tell, before anything else is believed: the fragments of the tensor core, that
// it ignores the low 13 bits of a factor, and how fast memory copies. Prints "copy GB/s" last.
//
// Compiled with the kernels' own headers in front, so that what is tested is what they use.
#include <cstdio>
#include <cstdlib>
#include <vector>

__global__ void product(const float* a, const float* b, float* d) {
  const int lane = threadIdx.x, g = lane / 4, q = lane % 4;
  const unsigned left[4] = {__float_as_uint(a[g * 8 + q]), __float_as_uint(a[(g + 8) * 8 + q]),
                            __float_as_uint(a[g * 8 + q + 4]), __float_as_uint(a[(g + 8) * 8 + q + 4])};
  const unsigned right[2] = {__float_as_uint(b[q * 8 + g]), __float_as_uint(b[(q + 4) * 8 + g])};
  float sum[4] = {};
  multiplyTf32(sum, left, right);
  for (int i = 0; i < 4; i++) d[(g + 8 * (i / 2)) * 8 + 2 * q + i % 2] = sum[i];
}

static void need(bool right, const char* what) {
  if (!right) {
    printf("self-test: %s\n", what);
    exit(1);
  }
}

static void call(cudaError_t result, const char* what) { need(result == cudaSuccess, what); }

int main() {
  float *a, *b, *d;
  call(cudaMallocManaged(&a, 128 * sizeof(float)), "no memory");
  call(cudaMallocManaged(&b, 64 * sizeof(float)), "no memory");
  call(cudaMallocManaged(&d, 128 * sizeof(float)), "no memory");
  const float dirt = 1.0f + 0x1p-11f + 0x1p-23f; // 1 in the bits that are read
  for (int place = 0; place < 16 * 8 * 8; place++) {
    const int row = place / 64, k = place / 8 % 8, column = place % 8;
    for (int i = 0; i < 128; i++) a[i] = i == row * 8 + k ? dirt : 0;
    for (int i = 0; i < 64; i++) b[i] = i == k * 8 + column ? 3 : 0;
    product<<<1, 32>>>(a, b, d);
    call(cudaDeviceSynchronize(), "the product failed");
    for (int i = 0; i < 128; i++) {
      need(d[i] == (i == row * 8 + column ? 3.0f : 0.0f), "a fragment is not where it was expected, or low bits count");
    }
  }
  printf("self-test: fragments are as documented, and the low 13 bits of a factor are ignored\n");
  const size_t bytes = size_t(1) << 30;
  char *from, *to;
  call(cudaMalloc(&from, bytes), "no memory for the copy");
  call(cudaMalloc(&to, bytes), "no memory for the copy");
  cudaEvent_t begin, end;
  cudaEventCreate(&begin);
  cudaEventCreate(&end);
  float best = 1e30f;
  for (int i = 0; i < 20; i++) {
    float ms;
    cudaEventRecord(begin);
    cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice);
    cudaEventRecord(end);
    call(cudaEventSynchronize(end), "the copy failed");
    cudaEventElapsedTime(&ms, begin, end);
    best = ms < best ? ms : best;
  }
  printf("copy %.0f GB/s\n", 2e-6 * double(bytes) / best);
  return 0;
}
