// Several levels of a tree in one kernel, forward, and backward with the update rule.
//
// A block of 4 warps owns a node and all below it down to the lowest of the levels, its subtree, and
// takes the batch 64 rows at a time. Weights stay in shared memory, and so do the blocks between the
// levels: only what the lowest nodes read comes from memory, and only what the root writes goes there.
// Backward computes the blocks between once more, and then turns each into its gradient where it lies.
//
// Every number is summed in the order of tensor_forward.cu and tensor_backward.cu, so that it has the
// same bits: which levels are fused never shows. A forward pass needs no barrier between levels, as a
// warp reads only the 16 rows that it wrote itself.
//
// BUG is 0 but in tests of the harness, which must find what it breaks.
#ifndef BUG
#define BUG 0
#endif

const int TILE = 64;
const int WARPS = 4;
const int MOST_LEVELS = 4;
const int OUTPUTS = 4; // tiles of 8 outputs whose sums a lane keeps

/// One level of the subtrees. Places in shared memory count its words.
struct TreeLevel {
  const int64* sources; // [nodes of the plan, fanIn]: where the block read lies, -1 for zeros
  int64 first;          // where node 0 lies
  int64 stride;         // numbers from one node to the next
  int64 firstParameter; // among all
  int firstGroup;       // group of replica 0's weights
  int firstShare;       // into the update's replicas
  int parametersPerShare;
  int width;
  int features;
  int fanIn;
  int bias;
  int activation; // its slope follows from its output
  int nodes;      // of a subtree
  int nodesAt;    // [nodes]: which of the plan's they are
  int weightsAt;  // [nodes, width, rowStride]
  int inputAt;    // [nodes, TILE, rowStride]: what they read; of the lowest level [stages, TILE, rowStride]
  int sumsAt;     // [nodes, parametersPerShare]: their gradients
  int rowStride;  // of weights and of what is read
};

/// Levels from the lowest up; each reads the one before it, every block once.
struct Tree {
  float* values;
  float* gradients;
  float* former; // laid out as the parameters: what they were before the update
  Update<float> update;
  const int64* destinations; // [lowest nodes, fanIn]: gradient of the block read, -1 where nobody asks for it
  const int* fresh;          // [lowest nodes, fanIn]: 1 where nothing has been added to it before
  TreeLevel levels[MOST_LEVELS];
  int rows;
  int count;    // of levels
  int stages;   // of the ring
  int rootAt;   // [TILE, rootStride]: z of the root forward, dz backward
  int rootStride;
};


/// Blocks of the subtree in shared memory, and the pieces in which the lowest nodes' reads come: one
/// node's of one tile each, through a ring of one or two stages.
struct Subtree {
  const Tree& a;
  float* memory;
  int visits; // pieces of a tile: each lowest node's once forward, twice backward

  DEVICE_MEMBER const TreeLevel& root() const { return a.levels[a.count - 1]; }
  DEVICE_MEMBER int tile(int piece) const { return int(blockIdx.y + piece / visits * gridDim.y); }
  DEVICE_MEMBER int rowOfWarp() const { return int(threadIdx.x >> 5) * 16; }
  DEVICE_MEMBER int node(const TreeLevel& l, int i) const {
    return reinterpret_cast<const int*>(memory)[l.nodesAt + i];
  }
  DEVICE_MEMBER const float* biases(const TreeLevel& l, int i) const {
    return a.update.parameters + l.firstParameter + int64(node(l, i)) * l.parametersPerShare + l.width * l.features;
  }
  DEVICE_MEMBER float* weights(const TreeLevel& l, int i) const {
    return memory + l.weightsAt + i * l.width * l.rowStride;
  }
  DEVICE_MEMBER float* sums(const TreeLevel& l, int i) const { return memory + l.sumsAt + i * l.parametersPerShare; }
  DEVICE_MEMBER float* input(const TreeLevel& l, int i) const { return memory + l.inputAt + i * TILE * l.rowStride; }

  /// Numbers of the nodes, from the root down.
  DEVICE_MEMBER void findNodes() const {
    int* nodes = reinterpret_cast<int*>(memory);
    if (threadIdx.x == 0) nodes[root().nodesAt] = int(blockIdx.x);
    for (int l = a.count - 2; l >= 0; l--) {
      const TreeLevel& own = a.levels[l];
      const TreeLevel& above = a.levels[l + 1];
      __syncthreads();
      for (int i = threadIdx.x; i < own.nodes; i += WARPS * 32) {
        const int64 reader = nodes[above.nodesAt + i / above.fanIn];
        nodes[own.nodesAt + i] = int((above.sources[reader * above.fanIn + i % above.fanIn] - own.first) / own.stride);
      }
    }
    __syncthreads();
  }

  DEVICE_MEMBER void loadWeights() const {
    for (int l = 0; l < a.count; l++) {
      const TreeLevel& own = a.levels[l];
      const int pieces = own.features / 4;
      for (int p = threadIdx.x; p < own.nodes * own.width * pieces; p += WARPS * 32) {
        const int i = p / (own.width * pieces), o = p / pieces % own.width, c = p % pieces * 4;
        const float* from = a.update.parameters + own.firstParameter + int64(node(own, i)) * own.parametersPerShare;
        store4(weights(own, i) + o * own.rowStride + c, load4(from + o * own.features + c));
      }
    }
  }

  /// Starts the copies of a piece, if there is one.
  DEVICE_MEMBER void fetch(int piece) const {
    const TreeLevel& l = a.levels[0];
    if (tile(piece) * TILE < a.rows) {
      const int from = node(l, piece % visits % l.nodes), pieces = l.features / 4, slotWidth = l.features / l.fanIn;
      float* x = input(l, piece % a.stages);
      for (int p = threadIdx.x; p < TILE * pieces; p += WARPS * 32) {
        const int r = p / pieces, feature = p % pieces * 4, slot = feature / slotWidth, row = tile(piece) * TILE + r;
        const int64 source = l.sources[int64(from) * l.fanIn + slot];
        const bool valid = row < a.rows && source >= 0;
        const float* given = valid ? a.values + source + int64(row) * slotWidth + (feature - slot * slotWidth) : a.values;
        copyAsync16(x + r * l.rowStride + feature, given, valid);
      }
    }
    commitAsync();
  }

  /// Waits until a piece has come for all threads, which have then finished with all before it; starts
  /// the next one where the ring has room.
  DEVICE_MEMBER const float* await(int piece) const {
    if (a.stages == 1) {
      __syncthreads();
      fetch(piece);
    }
#if BUG == 7
    waitAsync<1>();
#else
    waitAsync<0>();
#endif
#if BUG == 5
    if (threadIdx.x < 96) __syncthreads();
#elif BUG != 2
    __syncthreads();
#endif
    if (a.stages == 2) fetch(piece + 1);
    return input(a.levels[0], piece % a.stages);
  }
};

/// Rows of a node's numbers in shared memory.
struct Rows {
  float* first;
  int stride;
};

/// Where a node's outputs and then dz go: the root's on their own, else among what the node above reads.
DEVICE Rows rowsOf(const Subtree& s, int level, int i) {
  if (level == s.a.count - 1) return {s.memory + s.a.rootAt, s.a.rootStride};
  const TreeLevel& above = s.a.levels[level + 1];
  return {s.input(above, i / above.fanIn) + i % above.fanIn * s.a.levels[level].width, above.rowStride};
}

/// z of a warp's 16 rows and 8 outputs of a node.
DEVICE void put(const TreeLevel& l, Rows z, const float* biases, int firstRow, int output, const float (&sum)[4]) {
  const int lane = threadIdx.x & 31, column = output + (lane & 3) * 2;
  const float b0 = l.bias ? biases[column] : 0, b1 = l.bias ? biases[column + 1] : 0;
#pragma unroll
  for (int half = 0; half < 2; half++) {
    const int row = firstRow + (lane >> 2) + 8 * half;
    store2(z.first + row * z.stride + column, plus(sum[2 * half], b0), plus(sum[2 * half + 1], b1));
  }
}

/// From z to outputs in this warp's rows, the root's to memory. Rows that are not live are zero, as
/// they would be if they came from memory.
DEVICE void activateRows(const Subtree& s, int level, Rows z, int tile) {
  const TreeLevel& l = s.a.levels[level];
  __syncwarp();
  for (int p = threadIdx.x & 31; p < 16 * l.width; p += 32) {
    const int r = s.rowOfWarp() + p / l.width, column = p % l.width, row = tile * TILE + r;
    float* at = z.first + r * z.stride + column;
#if BUG == 3
    const bool live = row <= s.a.rows;
#else
    const bool live = row < s.a.rows;
#endif
    const float y = live ? activate(l.activation, *at) : 0;
    if (level < s.a.count - 1) *at = y;
    else if (live) s.a.values[l.first + blockIdx.x * l.stride + int64(row) * l.width + column] = y;
  }
}

/// A node's outputs in this warp's rows of a tile.
template <int PASSES>
DEVICE void forwardNode(const Subtree& s, int level, int i, int tile, const float* x) {
  const TreeLevel& l = s.a.levels[level];
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3;
  const float* weights = s.weights(l, i) + g * l.rowStride + q;
  const Rows z = rowsOf(s, level, i);
  for (int first = 0; first < l.width; first += OUTPUTS * 8) {
    float sum[OUTPUTS][4] = {};
    for (int k = 0; k < l.features; k += 8) {
      const float* row = x + (s.rowOfWarp() + g) * l.rowStride + k + q;
      const float left[4] = {row[0], row[8 * l.rowStride], row[4], row[8 * l.rowStride + 4]};
#pragma unroll
      for (int n = 0; n < OUTPUTS; n++) {
        if (first + n * 8 < l.width) {
          const float* w = weights + (first + n * 8) * l.rowStride + k;
          const float right[2] = {w[0], w[4]};
          multiply<PASSES>(sum[n], left, right);
        }
      }
    }
#pragma unroll
    for (int n = 0; n < OUTPUTS; n++) {
      if (first + n * 8 < l.width) put(l, z, s.biases(l, i), s.rowOfWarp(), first + n * 8, sum[n]);
    }
  }
  activateRows(s, level, z, tile);
}

/// The levels `from` up to and without `to`, which read shared memory.
template <int PASSES>
DEVICE void forwardLevels(const Subtree& s, int from, int to, int tile) {
  for (int level = from; level < to; level++) {
    __syncwarp();
    for (int i = 0; i < s.a.levels[level].nodes; i++) {
      forwardNode<PASSES>(s, level, i, tile, s.input(s.a.levels[level], i));
    }
  }
}

/// Grid (roots, splits of the batch).
template <int PASSES>
DEVICE void treeForward(const Tree& a) {
  DYNAMIC_SHARED(float, memory);
  const int lowest = a.levels[0].nodes, tiles = (a.rows + TILE - 1) / TILE;
  const Subtree s = {a, memory, lowest};
  s.findNodes();
  if (a.stages == 2) s.fetch(0);
  s.loadWeights();
#if BUG == 6
  if (threadIdx.x == 0) memory[a.rootAt + TILE * a.rootStride] = 0;
#endif
  const int own = (tiles - int(blockIdx.y) + int(gridDim.y) - 1) / int(gridDim.y);
  for (int piece = 0; piece < own * lowest; piece++) {
    const float* x = s.await(piece);
    const int i = piece % lowest;
    forwardNode<PASSES>(s, 0, i, s.tile(piece), x);
    if (i == lowest - 1) forwardLevels<PASSES>(s, 1, a.count, s.tile(piece));
  }
}

// ---- Backward -------------------------------------------------------------------------------------

/// dz = dy act'(z) of the root; rows that are not live and columns beyond the width are zero.
DEVICE void deriveRoot(const Subtree& s, int tile) {
  const TreeLevel& l = s.root();
  const int columns = (l.width + 15) / 16 * 16;
  for (int p = threadIdx.x; p < TILE * columns; p += WARPS * 32) {
    const int r = p / columns, column = p % columns, row = tile * TILE + r;
    float value = 0;
    if (row < s.a.rows && column < l.width) {
      const int64 at = l.first + blockIdx.x * l.stride + int64(row) * l.width + column;
      value = s.a.gradients[at];
      if (l.activation != IDENTITY) value = times(value, slope(l.activation, 0.0f, s.a.values[at]));
    }
    s.memory[s.a.rootAt + r * s.a.rootStride + column] = value;
  }
}

/// dz W of a warp's 16 rows and 8 features.
template <int PASSES>
DEVICE void spread(const Subtree& s, const TreeLevel& l, Rows dz, const float* weights, int feature, float (&sum)[4]) {
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3;
  for (int o = 0; o < l.width; o += 8) {
    const float* row = dz.first + (s.rowOfWarp() + g) * dz.stride + o + q;
    const float left[4] = {row[0], row[8 * dz.stride], row[4], row[8 * dz.stride + 4]};
    const float* w = weights + (o + q) * l.rowStride + feature + g;
    const float right[2] = {w[0], w[4 * l.rowStride]};
    multiply<PASSES>(sum, left, right);
  }
}

/// dz of the level below, over what this one read of it.
template <int PASSES>
DEVICE void spreadInside(const Subtree& s, int level, int tile) {
  const TreeLevel& l = s.a.levels[level];
  const int lane = threadIdx.x & 31, below = s.a.levels[level - 1].activation;
  for (int i = 0; i < l.nodes; i++) {
    for (int feature = 0; feature < l.features; feature += 8) {
      float sum[4] = {};
      spread<PASSES>(s, l, rowsOf(s, level, i), s.weights(l, i), feature, sum);
#pragma unroll
      for (int e = 0; e < 4; e++) {
        const int r = s.rowOfWarp() + (lane >> 2) + 8 * (e >> 1);
        float* y = s.input(l, i) + r * l.rowStride + feature + (lane & 3) * 2 + (e & 1);
        const float dz = below == IDENTITY ? sum[e] : times(sum[e], slope(below, 0.0f, *y));
        *y = tile * TILE + r < s.a.rows ? dz : 0;
      }
    }
  }
}

/// dx of a lowest node, to memory.
template <int PASSES>
DEVICE void spreadOut(const Subtree& s, int i, int tile) {
  const TreeLevel& l = s.a.levels[0];
  const int lane = threadIdx.x & 31, slotWidth = l.features / l.fanIn;
  for (int feature = 0; feature < l.features; feature += 8) {
    const int slot = feature / slotWidth;
    const int64 read = int64(s.node(l, i)) * l.fanIn + slot;
    const int64 destination = s.a.destinations[read];
    if (destination < 0) continue;
    float sum[4] = {};
    spread<PASSES>(s, l, rowsOf(s, 0, i), s.weights(l, i), feature, sum);
#pragma unroll
    for (int half = 0; half < 2; half++) {
      const int row = tile * TILE + s.rowOfWarp() + (lane >> 2) + 8 * half;
      if (row < s.a.rows) {
        const int column = feature - slot * slotWidth + (lane & 3) * 2;
        float* dx = s.a.gradients + destination + int64(row) * slotWidth + column;
        const float d0 = sum[2 * half], d1 = sum[2 * half + 1];
        const bool fresh = s.a.fresh[read];
        store2(dx, fresh ? d0 : plus(dx[0], d0), fresh ? d1 : plus(dx[1], d1));
      }
    }
  }
}

/// Adds a tile's share of dW, 16 outputs by 8 features, to what its one warp has summed up.
template <int PASSES>
DEVICE void addWeights(const TreeLevel& l, Rows dz, const float* x, float* sums, int output, int feature) {
  const int lane = threadIdx.x & 31, g = lane >> 2, q = lane & 3;
  float partial[4] = {};
#pragma unroll 2
  for (int r = 0; r < TILE; r += 8) {
    const float* read = x + (r + q) * l.rowStride + feature + g;
    const float right[2] = {read[0], read[4 * l.rowStride]};
    const float* column = dz.first + (r + q) * dz.stride + output + g;
    const bool upper = output + 8 < l.width; // beyond lies what belongs to another node
    const float left[4] = {column[0], upper ? column[8] : 0, column[4 * dz.stride], upper ? column[4 * dz.stride + 8] : 0};
    multiply<PASSES>(partial, left, right);
  }
#pragma unroll
  for (int e = 0; e < 4; e++) {
    const int o = output + g + 8 * (e >> 1);
    if (o < l.width) {
      float* sum = sums + o * l.features + feature + 2 * q + (e & 1);
      *sum = plus(*sum, partial[e]);
    }
  }
}

/// A tile's share of dW and db of nodes of a level; `x` is what the first of them read.
template <int PASSES>
DEVICE void addParameters(const Subtree& s, int level, int firstNode, int nodes, const float* x) {
  const TreeLevel& l = s.a.levels[level];
  const int columns = l.features / 8;
  for (int p = int(threadIdx.x >> 5); p < nodes * columns; p += WARPS) {
    const int i = firstNode + p / columns;
    for (int output = 0; output < l.width; output += 16) {
      addWeights<PASSES>(l, rowsOf(s, level, i), x + p / columns * TILE * l.rowStride, s.sums(l, i), output,
                         p % columns * 8);
    }
  }
  if (!l.bias) return;
  for (int p = threadIdx.x; p < nodes * l.width; p += WARPS * 32) {
    const int i = firstNode + p / l.width, o = p % l.width;
    const Rows dz = rowsOf(s, level, i);
    float partial = 0;
    for (int r = 0; r < TILE; r++) partial = plus(partial, dz.first[r * dz.stride + o]);
    float* sum = s.sums(l, i) + l.width * l.features + o;
    *sum = plus(*sum, partial);
  }
}

/// Applies the rule to the parameters of the subtree, and keeps what they were.
DEVICE void updateSubtree(const Subtree& s) {
  for (int level = 0; level < s.a.count; level++) {
    const TreeLevel& l = s.a.levels[level];
    for (int p = threadIdx.x; p < l.nodes * l.parametersPerShare; p += WARPS * 32) {
      const int i = p / l.parametersPerShare, parameter = p % l.parametersPerShare, node = s.node(l, i);
      const int64 at = l.firstParameter + int64(node) * l.parametersPerShare + parameter;
      const int isBias = parameter >= l.width * l.features;
      const int group = l.firstGroup + 2 * s.a.update.replicas[l.firstShare + node] + isBias;
      const double* c = s.a.update.coefficients + int64(group) * COEFFICIENTS;
      s.a.former[at] = s.a.update.parameters[at];
      if (c[ACTIVE] != 0) updateOne(s.a.update, at, s.sums(l, i)[parameter], c);
    }
  }
}

/// One tile: up again to below the root, then down.
template <int PASSES>
DEVICE void treeBackwardTile(const Subtree& s, int tile, int firstPiece) {
  const int lowest = s.a.levels[0].nodes, root = s.a.count - 1;
  for (int i = 0; i < lowest; i++) {
    const float* x = s.await(firstPiece + i);
    if (i == 0) deriveRoot(s, tile);
    forwardNode<PASSES>(s, 0, i, tile, x);
  }
  forwardLevels<PASSES>(s, 1, root, tile);
  for (int level = root; level > 0; level--) {
    __syncthreads(); // dz and what it meets have come for all threads
    addParameters<PASSES>(s, level, 0, s.a.levels[level].nodes, s.input(s.a.levels[level], 0));
#if BUG != 1
    __syncthreads(); // what was read may become a gradient
#endif
    spreadInside<PASSES>(s, level, tile);
  }
  for (int i = 0; i < lowest; i++) {
    const float* x = s.await(firstPiece + lowest + i);
    addParameters<PASSES>(s, 0, i, 1, x);
    spreadOut<PASSES>(s, i, tile);
  }
}

/// Grid (roots).
template <int PASSES>
DEVICE void treeBackward(const Tree& a) {
  DYNAMIC_SHARED(float, memory);
  const int visits = 2 * a.levels[0].nodes, tiles = (a.rows + TILE - 1) / TILE;
  const Subtree s = {a, memory, visits};
  s.findNodes();
  if (a.stages == 2) s.fetch(0);
  s.loadWeights();
  for (int level = 0; level < a.count; level++) {
    const TreeLevel& l = a.levels[level];
    for (int p = threadIdx.x; p < l.nodes * l.parametersPerShare; p += WARPS * 32) memory[l.sumsAt + p] = 0;
  }
  for (int tile = 0; tile < tiles; tile++) treeBackwardTile<PASSES>(s, tile, tile * visits);
  __syncthreads(); // all sums are complete
  updateSubtree(s);
}

KERNEL(fanin_tree_forward_fp32, Tree, 128) { treeForward<3>(a); }
KERNEL(fanin_tree_forward_tf32, Tree, 128) { treeForward<1>(a); }
KERNEL(fanin_tree_backward_fp32, Tree, 128) { treeBackward<3>(a); }
KERNEL(fanin_tree_backward_tf32, Tree, 128) { treeBackward<1>(a); }
