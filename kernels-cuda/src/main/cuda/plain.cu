// The plain family: any width, fan-in and batch, float or double, one thread a result, no barrier.
//
// Blocks lie as [row][feature], one after another, so that the 64 rows of a tile are neighbours and a
// gather reads whole lines. Every sum runs in a fixed order within one thread: slots from left to
// right, rows from first to last (in partial sums of 64). So bits depend on widths, activation and
// batch alone.

const int ROWS = 64;   // rows of a tile, and threads of a block that owns one
const int OUTPUTS = 8; // results that a thread keeps in registers

/// y[v] = act(W[share[v]] x + b[share[v]]); grid (nodes, row tiles, tiles of outputs).
template <class T>
DEVICE void forward(const Level<T>& a) {
  const int node = blockIdx.x;
  const int row = blockIdx.y * ROWS + threadIdx.x;
  const int firstOutput = blockIdx.z * OUTPUTS;
  if (row >= a.rows) return;
  const int outputs = min(OUTPUTS, a.width - firstOutput);
  const T* own = a.parameters + int64(a.shares[node]) * a.parametersPerShare;
  const T* weights = own + int64(firstOutput) * a.readWidth;
  T sum[OUTPUTS];
#pragma unroll
  for (int o = 0; o < OUTPUTS; o++) sum[o] = 0;
  for (int slot = 0; slot < a.fanIn; slot++) {
    const int width = a.slotWidths[slot];
    const int64 source = a.sources[int64(node) * a.fanIn + slot];
    if (source >= 0) {
      const T* x = a.values + source + int64(row) * width;
      for (int j = 0; j < width; j++) {
        const T read = x[j];
#pragma unroll
        for (int o = 0; o < OUTPUTS; o++) {
          if (o < outputs) sum[o] = fused(weights[int64(o) * a.readWidth + j], read, sum[o]);
        }
      }
    }
    weights += width;
  }
  const T* biases = own + int64(a.width) * a.readWidth + firstOutput;
  const int64 at = node * a.stride + int64(row) * a.width + firstOutput;
#pragma unroll
  for (int o = 0; o < OUTPUTS; o++) {
    if (o < outputs) {
      const T z = a.bias ? plus(sum[o], biases[o]) : sum[o];
      if (a.preActivations) a.preActivations[at + o] = z;
      a.values[a.first + at + o] = activate(a.activation, z);
    }
  }
}

/// dz = dy act'(z), in place; grid (nodes, tiles of ROWS numbers).
template <class T>
DEVICE void derive(const Level<T>& a) {
  const int64 i = int64(blockIdx.y) * ROWS + threadIdx.x;
  if (i >= int64(a.rows) * a.width) return;
  const int64 at = blockIdx.x * a.stride + i;
  const T z = a.preActivations ? a.preActivations[at] : T(0);
  a.gradients[a.first + at] = times(a.gradients[a.first + at], slope(a.activation, z, a.values[a.first + at]));
}

/// dx[c] += sum over the reads of c of dz W, or = where it is the first; grid (children, row tiles, tiles of features).
template <class T>
DEVICE void spread(const Level<T>& a) {
  const int child = blockIdx.x;
  const int row = blockIdx.y * ROWS + threadIdx.x;
  const int firstFeature = blockIdx.z * OUTPUTS;
  const int childWidth = a.childWidths[child];
  const int features = min(OUTPUTS, childWidth - firstFeature);
  if (row >= a.rows || features <= 0) return;
  T sum[OUTPUTS];
#pragma unroll
  for (int j = 0; j < OUTPUTS; j++) sum[j] = 0;
  for (int read = a.readStart[child]; read < a.readStart[child + 1]; read++) {
    const int node = a.readNodes[read];
    const T* dz = a.gradients + a.first + node * a.stride + int64(row) * a.width;
    const T* weights = a.parameters + int64(a.shares[node]) * a.parametersPerShare + a.readOffsets[read] + firstFeature;
    for (int o = 0; o < a.width; o++) {
      const T gradient = dz[o];
#pragma unroll
      for (int j = 0; j < OUTPUTS; j++) {
        if (j < features) sum[j] = fused(gradient, weights[int64(o) * a.readWidth + j], sum[j]);
      }
    }
  }
  T* dx = a.gradients + a.children[child] + int64(row) * childWidth + firstFeature;
  const bool fresh = a.overwrite && a.fresh[child];
#pragma unroll
  for (int j = 0; j < OUTPUTS; j++) {
    if (j < features) dx[j] = fresh ? sum[j] : plus(dx[j], sum[j]);
  }
}

/// The gradient of one parameter over the nodes of its share; one thread owns it.
template <class T>
DEVICE T parameterGradient(const Level<T>& a, int share, int parameter) {
  const bool isBias = parameter >= a.width * a.readWidth;
  const int output = isBias ? parameter - a.width * a.readWidth : parameter / a.readWidth;
  int feature = isBias ? 0 : parameter - output * a.readWidth;
  int slot = 0;
  while (!isBias && feature >= a.slotWidths[slot]) feature -= a.slotWidths[slot++];
  const int slotWidth = a.slotWidths[slot];
  T sum = 0;
  for (int i = a.shareStart[share]; i < a.shareStart[share + 1]; i++) {
    const int node = a.shareNodes[i];
    const int64 source = a.sources[int64(node) * a.fanIn + slot];
    if (!isBias && source < 0) continue;
    const T* x = a.values + source + feature;
    const T* dz = a.gradients + a.first + node * a.stride + output;
    for (int tile = 0; tile < a.rows; tile += ROWS) {
      const int end = min(tile + ROWS, a.rows);
      T partial = 0;
      for (int row = tile; row < end; row++) {
        const T gradient = dz[int64(row) * a.width];
        partial = isBias ? plus(partial, gradient) : fused(gradient, x[int64(row) * slotWidth], partial);
      }
      sum = plus(sum, partial);
    }
  }
  return sum;
}

/// dW and db of every share; grid (shares, tiles of 2 ROWS parameters).
template <class T>
DEVICE void parameterGradients(const Level<T>& a) {
  const int parameter = blockIdx.y * 2 * ROWS + threadIdx.x;
  if (parameter >= a.parametersPerShare) return;
  T* held = a.parameterGradients + int64(blockIdx.x) * a.parametersPerShare + parameter;
  const T gradient = parameterGradient(a, blockIdx.x, parameter);
  *held = a.accumulate ? plus(*held, gradient) : gradient;
}

KERNEL(fanin_forward_float, Level<float>, 64) { forward(a); }
KERNEL(fanin_forward_double, Level<double>, 64) { forward(a); }
KERNEL(fanin_derive_float, Level<float>, 64) { derive(a); }
KERNEL(fanin_derive_double, Level<double>, 64) { derive(a); }
KERNEL(fanin_spread_float, Level<float>, 64) { spread(a); }
KERNEL(fanin_spread_double, Level<double>, 64) { spread(a); }
KERNEL(fanin_parameter_gradients_float, Level<float>, 128) { parameterGradients(a); }
KERNEL(fanin_parameter_gradients_double, Level<double>, 128) { parameterGradients(a); }
