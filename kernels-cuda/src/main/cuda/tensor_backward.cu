// The whole backward pass of a level on tensor cores, for widths that are multiples of 8 and nodes
// that share no parameters.
//
// A block of 4 warps owns one node, or a group of the features that a node reads, and streams the batch once, 64 rows at a time: dz = dy act'(z) goes
// to shared memory; dx = dz W goes to the blocks read, each of which has this node as its one reader
// here; dW = dz' x and db stay in registers over the whole batch, with a partial sum for every tile.
// Groups are there for wide nodes: each derives dz anew, and has its own columns of W and of dx.
// In the end the gradient is written, or the update rule is applied to the node's parameters in place
// and no gradient ever goes to memory. Nothing is atomic and every order is fixed.
#ifndef BUG
#define BUG 0
#endif

const int TILE = 64;
const int WARPS = 4;

/// A level, and what the pass does beyond it.
struct Backward {
  Level<float> level;
  Update<float> update;
  const int64* destinations; // [nodes, fanIn]: gradient of the block read, -1 where nobody asks for it
  const int* fresh;          // [nodes, fanIn]: 1 where nothing has been added to it before
  int64 firstParameter;      // of the level, among all
  int firstGroup;            // group of replica 0's weights
  int firstShare;            // into the update's replicas
  int updates;               // 1 applies the rule, 0 writes the gradient
  int keepsDerived;          // 1 writes dz over dy, for a kernel that spreads it; one group only
  int groupFeatures;         // of a group, but for the last one
};

/// The features of this block of threads.
struct Group {
  int first;
  int features;
};

DEVICE Group groupOf(const Backward& b) {
  const int first = int(blockIdx.y) * b.groupFeatures;
  return {first, min(b.groupFeatures, b.level.readWidth - first)};
}

/// Row stride of a tile that is read by columns: 8 or 24 above a multiple of 32 spreads over all banks.
DEVICE int columnStride(int features) { return features + (features % 16 == 0 ? 8 : 16); }

/// Starts the copies of what the node reads of a group in a tile.
DEVICE void fetch(const Level<float>& a, Group group, float* x, int stride, int tile) {
  const int slotWidth = a.slotWidths[0], pieces = group.features / 4;
  for (int p = threadIdx.x; p < TILE * pieces; p += WARPS * 32) {
    const int r = p / pieces, column = p % pieces * 4, feature = group.first + column;
    const int slot = feature / slotWidth, row = tile * TILE + r;
    const int64 source = a.sources[int64(blockIdx.x) * a.fanIn + slot];
    const bool valid = row < a.rows && source >= 0;
    const float* from = valid ? a.values + source + int64(row) * slotWidth + (feature - slot * slotWidth) : a.values;
    copyAsync16(x + r * stride + column, from, valid);
  }
}

/// dz of a tile to shared memory; rows that are not live and columns beyond the width are zero.
DEVICE void deriveTile(const Backward& b, float* dz, int stride, int columns, int tile) {
  const Level<float>& a = b.level;
  for (int p = threadIdx.x; p < TILE * columns; p += WARPS * 32) {
    const int r = p / columns, column = p % columns, row = tile * TILE + r;
    float value = 0;
    if (row < a.rows && column < a.width) {
      const int64 at = blockIdx.x * a.stride + int64(row) * a.width + column;
      const float z = a.preActivations ? a.preActivations[at] : 0;
      value = a.gradients[a.first + at];
      if (a.activation != IDENTITY) value = times(value, slope(a.activation, z, a.values[a.first + at]));
      if (b.keepsDerived) a.gradients[a.first + at] = value;
    }
    dz[r * stride + column] = value;
  }
}

/// dx of a warp's 16 rows and 8 features, of which W's first column is given.
template <int PASSES>
DEVICE void spreadTile(const Backward& b, const float* dz, int dzStride, const float* weights, int weightStride,
                       int tile, int feature) {
  const Level<float>& a = b.level;
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3, firstOfWarp = int(threadIdx.x >> 5) * 16;
  const int slotWidth = a.slotWidths[0], slot = feature / slotWidth;
  const int64 destination = b.destinations[int64(blockIdx.x) * a.fanIn + slot];
  if (destination < 0) return;
  float sum[4] = {};
  for (int o = 0; o < a.width; o += 8) {
    const float* row = dz + (firstOfWarp + g) * dzStride + o + q;
    const float left[4] = {row[0], row[8 * dzStride], row[4], row[8 * dzStride + 4]};
    const float* w = weights + (o + q) * weightStride + g;
    const float right[2] = {w[0], w[4 * weightStride]};
    multiply<PASSES>(sum, left, right);
  }
  const bool fresh = a.overwrite && b.fresh[int64(blockIdx.x) * a.fanIn + slot];
#pragma unroll
  for (int half = 0; half < 2; half++) {
    const int row = tile * TILE + firstOfWarp + g + 8 * half;
    if (row < a.rows) {
      float* dx = a.gradients + destination + int64(row) * slotWidth + (feature - slot * slotWidth) + 2 * q;
      const float d0 = sum[2 * half], d1 = sum[2 * half + 1];
      store2(dx, fresh ? d0 : plus(dx[0], d0), fresh ? d1 : plus(dx[1], d1));
    }
  }
}

/// One parameter's gradient where it belongs.
DEVICE void settle(const Backward& b, int parameter, float gradient, bool isBias) {
  const Level<float>& a = b.level;
  const int64 at = int64(blockIdx.x) * a.parametersPerShare + parameter;
  if (!b.updates) {
    a.parameterGradients[at] = a.accumulate ? plus(a.parameterGradients[at], gradient) : gradient;
    return;
  }
  const int group = b.firstGroup + 2 * b.update.replicas[b.firstShare + blockIdx.x] + (isBias ? 1 : 0);
  const double* c = b.update.coefficients + int64(group) * COEFFICIENTS;
  if (c[ACTIVE] != 0) updateOne(b.update, b.firstParameter + at, gradient, c);
}

/// Grid (nodes, groups). OUTPUT_TILES of 16 cover the width, 4 FEATURE_TILES of 8 a group.
template <int PASSES, int OUTPUT_TILES, int FEATURE_TILES>
DEVICE void backwardOnTensorCores(const Backward& b) {
  DYNAMIC_SHARED(float, memory);
  const Level<float>& a = b.level;
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3, warp = threadIdx.x >> 5;
  const Group group = groupOf(b);
  const int features = group.features, stride = columnStride(b.groupFeatures), dzStride = OUTPUT_TILES * 16 + 4;
  float* weights = memory;
  float* dz = weights + a.width * stride;
  float* ring = dz + TILE * dzStride;
  const int tiles = (a.rows + TILE - 1) / TILE;
  const float* given = a.parameters + int64(blockIdx.x) * a.parametersPerShare;
  for (int p = threadIdx.x; p < a.width * features / 4; p += WARPS * 32) {
    const int o = p / (features / 4), c = p % (features / 4) * 4;
    store4(weights + o * stride + c, load4(given + int64(o) * a.readWidth + group.first + c));
  }
  float dw[FEATURE_TILES][OUTPUT_TILES][4] = {};
  float db = 0;
  if (a.stages == 2) {
    fetch(a, group, ring, stride, 0);
    commitAsync();
  }
  for (int tile = 0; tile < tiles; tile++) {
#if BUG != 1
    __syncthreads(); // everyone is done with dz and with the stage that is filled next
#endif
    float* x = ring;
    if (a.stages == 2) {
      x = ring + (tile & 1) * TILE * stride;
      if (tile + 1 < tiles) fetch(a, group, ring + (~tile & 1) * TILE * stride, stride, tile + 1);
      commitAsync();
    } else {
      fetch(a, group, x, stride, tile);
      commitAsync();
    }
    deriveTile(b, dz, dzStride, OUTPUT_TILES * 16, tile);
    if (a.stages == 2) waitAsync<1>();
    else waitAsync<0>();
#if BUG != 2
    __syncthreads(); // dz, and this tile's stage, have come for all threads
#endif
    for (int feature = 0; feature < features; feature += 8) {
      spreadTile<PASSES>(b, dz, dzStride, weights + feature, stride, tile, group.first + feature);
    }
#pragma unroll
    for (int j = 0; j < FEATURE_TILES; j++) {
      const int feature = (warp + WARPS * j) * 8;
      if (feature < features) {
        float partial[OUTPUT_TILES][4] = {};
#pragma unroll 2
        for (int r = 0; r < TILE; r += 8) {
          const float* read = x + (r + q) * stride + feature + g;
          const float right[2] = {read[0], read[4 * stride]};
#pragma unroll
          for (int i = 0; i < OUTPUT_TILES; i++) {
            const float* column = dz + (r + q) * dzStride + i * 16 + g;
            const float left[4] = {column[0], column[8], column[4 * dzStride], column[4 * dzStride + 8]};
            multiply<PASSES>(partial[i], left, right);
          }
        }
#pragma unroll
        for (int i = 0; i < OUTPUT_TILES; i++) {
#pragma unroll
          for (int e = 0; e < 4; e++) dw[j][i][e] = plus(dw[j][i][e], partial[i][e]);
        }
      }
    }
    if (int(threadIdx.x) < a.width) {
      float partial = 0;
      for (int r = 0; r < TILE; r++) partial = plus(partial, dz[r * dzStride + threadIdx.x]);
      db = plus(db, partial);
    }
  }
  // Through shared memory, where the weights are no longer needed, to whole lines of parameters.
  __syncthreads();
#pragma unroll
  for (int j = 0; j < FEATURE_TILES; j++) {
    const int feature = (warp + WARPS * j) * 8 + 2 * q;
#pragma unroll
    for (int i = 0; i < OUTPUT_TILES; i++) {
#pragma unroll
      for (int half = 0; half < 2; half++) {
        const int output = i * 16 + g + 8 * half;
        if (feature < features && output < a.width) {
          store2(weights + output * stride + feature, dw[j][i][2 * half], dw[j][i][2 * half + 1]);
        }
      }
    }
  }
  if (int(threadIdx.x) < a.width) dz[threadIdx.x] = db;
  __syncthreads();
  for (int p = threadIdx.x; p < a.width * features; p += WARPS * 32) {
    const int output = p / features, column = p % features;
    settle(b, output * a.readWidth + group.first + column, weights[output * stride + column], false);
  }
  if (!a.bias || blockIdx.y > 0) return;
  for (int o = threadIdx.x; o < a.width; o += WARPS * 32) settle(b, a.width * a.readWidth + o, dz[o], true);
}

#define BACKWARD(outputs, features) \
  KERNEL(fanin_tensor_backward_##outputs##_##features##_fp32, Backward, 128) { \
    backwardOnTensorCores<3, outputs / 16, features / 32>(a); \
  } \
  KERNEL(fanin_tensor_backward_##outputs##_##features##_tf32, Backward, 128) { \
    backwardOnTensorCores<1, outputs / 16, features / 32>(a); \
  }
BACKWARD(16, 32)
BACKWARD(16, 64)
BACKWARD(16, 128)
BACKWARD(32, 32)
BACKWARD(32, 64)
BACKWARD(32, 128)
BACKWARD(64, 32)
BACKWARD(64, 64)
BACKWARD(64, 128)
BACKWARD(128, 32)
BACKWARD(128, 64)
