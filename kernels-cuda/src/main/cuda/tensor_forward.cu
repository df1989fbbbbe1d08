// Forward on tensor cores, for widths that are multiples of 8.
//
// A block of 4 warps owns one node and a set of tiles of 64 rows. The node's weights stay in shared
// memory; what it reads comes through a ring of three stages of 32 features, fetched two ahead. Row
// strides are 4 above a multiple of 8, so that the 32 lanes of a fragment hit 32 banks.
//
// BUG is 0 but in tests of the harness, which must find what it breaks.
#ifndef BUG
#define BUG 0
#endif

const int TILE = 64;
const int WARPS = 4;
const int STEP = 32;
const int RING = 3;
const int STAGE_STRIDE = STEP + 4;

/// The pieces of work of a block: each is one tile's features of one step.
struct Stream {
  const Level<float>& a;
  float* ring;
  int node;
  int slotWidth;
  int steps;  // of a tile
  int pieces; // of the block

  DEVICE_MEMBER int tile(int piece) const { return int(blockIdx.y + piece / steps * gridDim.y); }
  DEVICE_MEMBER int step(int piece) const { return piece % steps; }
  DEVICE_MEMBER float* stage(int piece) const { return ring + piece % RING * (TILE * STAGE_STRIDE); }

  /// Starts the copies of a piece; commits also where there is none, so that groups count pieces.
  DEVICE_MEMBER void fetch(int piece) const {
    if (piece < pieces) {
      for (int p = threadIdx.x; p < TILE * (STEP / 4); p += WARPS * 32) {
        const int r = p / (STEP / 4), column = p % (STEP / 4) * 4, feature = step(piece) * STEP + column;
        if (feature < a.readWidth) {
          const int slot = feature / slotWidth;
          const int64 source = a.sources[int64(node) * a.fanIn + slot];
          const int row = tile(piece) * TILE + r;
          const bool valid = row < a.rows && source >= 0;
          const float* from = valid ? a.values + source + int64(row) * slotWidth + (feature - slot * slotWidth) : a.values;
          copyAsync16(stage(piece) + r * STAGE_STRIDE + column, from, valid);
        }
      }
    }
    commitAsync();
  }
};

/// Bias and activation on a warp's 16 x 8 results.
DEVICE void finish(const Level<float>& a, const float* biases, int64 nodeAt, int firstRow, int output, const float (&sum)[4]) {
  const int lane = threadIdx.x & 31, column = output + (lane & 3) * 2;
  const float b0 = a.bias ? biases[column] : 0, b1 = a.bias ? biases[column + 1] : 0;
#pragma unroll
  for (int half = 0; half < 2; half++) {
    const int row = firstRow + (lane >> 2) + 8 * half;
#if BUG == 3
    if (row <= a.rows) {
#else
    if (row < a.rows) {
#endif
      const float z0 = plus(sum[2 * half], b0), z1 = plus(sum[2 * half + 1], b1);
      const int64 at = nodeAt + int64(row) * a.width + column;
      if (a.preActivations) store2(a.preActivations + at, z0, z1);
      store2(a.values + a.first + at, activate(a.activation, z0), activate(a.activation, z1));
    }
  }
}

/// Grid (nodes, splits of the batch, tiles of 8 OUTPUT_TILES outputs).
template <int PASSES, int OUTPUT_TILES>
DEVICE void forwardOnTensorCores(const Level<float>& a) {
  DYNAMIC_SHARED(float, memory);
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3, firstOfWarp = int(threadIdx.x >> 5) * 16;
  const int firstOutput = blockIdx.z * OUTPUT_TILES * 8, outputs = min(OUTPUT_TILES * 8, a.width - firstOutput);
  const int features = a.readWidth, weightStride = features + 4;
  float* weights = memory;
  const int tiles = (a.rows + TILE - 1) / TILE, steps = (features + STEP - 1) / STEP;
  const int own = (tiles - int(blockIdx.y) + int(gridDim.y) - 1) / int(gridDim.y);
  const Stream stream = {a, memory + OUTPUT_TILES * 8 * weightStride, int(blockIdx.x), a.slotWidths[0], steps, own * steps};
  stream.fetch(0);
  stream.fetch(1);
  const float* parameters = a.parameters + int64(a.shares[blockIdx.x]) * a.parametersPerShare;
  const float* given = parameters + int64(firstOutput) * features;
  for (int p = threadIdx.x; p < outputs * features / 4; p += WARPS * 32) {
    const int o = p / (features / 4), c = p % (features / 4) * 4;
    store4(weights + o * weightStride + c, load4(given + int64(o) * features + c));
  }
#if BUG == 6
  if (threadIdx.x == 0) memory[OUTPUT_TILES * 8 * weightStride + RING * TILE * STAGE_STRIDE] = 0;
#endif
  float sum[OUTPUT_TILES][4] = {};
  for (int piece = 0; piece < stream.pieces; piece++) {
#if BUG == 7
    waitAsync<2>();
#else
    waitAsync<1>();
#endif
    // This piece has come for all threads, and nobody reads the stage that is filled next.
#if BUG == 5
    if (firstOfWarp < 48) __syncthreads();
#elif BUG != 2
    __syncthreads();
#endif
    stream.fetch(piece + 2);
    const float* x = stream.stage(piece);
    const int firstFeature = stream.step(piece) * STEP, end = min(STEP, features - firstFeature);
    for (int k = 0; k < end; k += 8) {
      const float* row = x + (firstOfWarp + g) * STAGE_STRIDE + k + q;
      const float left[4] = {row[0], row[8 * STAGE_STRIDE], row[4], row[8 * STAGE_STRIDE + 4]};
#pragma unroll
      for (int n = 0; n < OUTPUT_TILES; n++) {
        if (n * 8 < outputs) {
          const float* w = weights + (n * 8 + g) * weightStride + firstFeature + k + q;
          const float right[2] = {w[0], w[4]};
          multiply<PASSES>(sum[n], left, right);
        }
      }
    }
    if (stream.step(piece) == steps - 1) {
#pragma unroll
      for (int n = 0; n < OUTPUT_TILES; n++) {
        if (n * 8 < outputs) {
          finish(a, parameters + int64(a.width) * features, blockIdx.x * a.stride,
                 stream.tile(piece) * TILE + firstOfWarp, firstOutput + n * 8, sum[n]);
        }
#pragma unroll
        for (int i = 0; i < 4; i++) sum[n][i] = 0;
      }
    }
  }
}

#define FORWARD(outputs) \
  KERNEL(fanin_tensor_forward_##outputs##_fp32, Level<float>, 128) { forwardOnTensorCores<3, outputs / 8>(a); } \
  KERNEL(fanin_tensor_forward_##outputs##_tf32, Level<float>, 128) { forwardOnTensorCores<1, outputs / 8>(a); }
FORWARD(8)
FORWARD(16)
FORWARD(32)
FORWARD(64)
