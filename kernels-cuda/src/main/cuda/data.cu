// Rows of the data into blocks, and losses with their gradients.

const int THREADS = 64;

/// Rows that a batch chooses, copied into input blocks.
template <class T>
struct Load {
  T* values;
  const T* table;         // [any, columns]
  const int* rows;        // [streams, count]
  const int64* blocks;    // [inputs]: where the block lies
  const int* widths;      // [inputs]
  const int* firstColumn; // [inputs]
  const int* streams;     // [inputs]
  int columns;
  int count;
};

/// Grid (inputs, tiles of THREADS numbers).
template <class T>
DEVICE void load(const Load<T>& a) {
  const int input = blockIdx.x;
  const int width = a.widths[input];
  const int64 i = int64(blockIdx.y) * THREADS + threadIdx.x;
  const int64 row = i / width;
  if (row >= a.count) return;
  const int64 chosen = a.rows[int64(a.streams[input]) * a.count + row];
  a.values[a.blocks[input] + i] = a.table[chosen * a.columns + a.firstColumn[input] + (i - row * width)];
}

enum Loss { MSE, LOGISTIC, SOFTMAX_CROSS_ENTROPY, HINGE }; // as in io.fanin.kernel.Loss

/// One loss term; its block lies in both arenas at the same place.
struct Term {
  int64 block;
  double weight;
  int width;
  int loss;
  int targetColumn;
  int stream;
};

/// Terms of which no two are on the same block, so that each owns its gradient.
template <class T>
struct Losses {
  const T* values;
  T* gradients;
  const T* targets;  // [any, columns]
  const int* rows;   // [streams, count]
  const Term* terms;
  const int* chosen; // terms of this launch
  double* losses;    // [terms]: written
  int* wrong;        // for the check of classes: smallest [chosen term * count + row] that is wrong
  int columns;
  int count;
};

DEVICE double logistic(double y) { return (y > 0 ? y : 0) + log1p(exp(-fabs(y))); }

/// One number of a loss that is a sum over numbers: its value, and its slope into `gradient`.
DEVICE double addend(int loss, double y, double t, double& gradient) {
  if (loss == MSE) {
    gradient = 2 * (y - t);
    return (y - t) * (y - t);
  }
  if (loss == LOGISTIC) {
    gradient = sigmoid(y) - t;
    return logistic(y) - t * y;
  }
  const double margin = 1 - t * y;
  gradient = margin > 0 ? -t : 0;
  return margin > 0 ? margin : margin <= 0 ? 0 : margin; // NaN stays NaN
}

/// log sum_j exp(y_j) - y_target; the largest y is taken from every exponent.
template <class T>
DEVICE double softmax(const T* y, T* gradient, int width, int target, double scale) {
  double top = y[0];
  for (int j = 1; j < width; j++) top = y[j] > top || y[j] != y[j] ? double(y[j]) : top;
  double sum = 0;
  for (int j = 0; j < width; j++) sum += exp(y[j] - top);
  for (int j = 0; j < width; j++) {
    const double p = exp(y[j] - top) / sum;
    gradient[j] = T(gradient[j] + scale * (j == target ? p - 1 : p));
  }
  return log(sum) + (top - y[target]);
}

template <class T>
DEVICE double lossOfRow(const Losses<T>& a, const Term& term, int row, double scale) {
  const int64 at = term.block + int64(row) * term.width;
  const int64 chosen = a.rows[int64(term.stream) * a.count + row];
  const T* targets = a.targets + chosen * a.columns + term.targetColumn;
  if (term.loss == SOFTMAX_CROSS_ENTROPY) {
    return softmax(a.values + at, a.gradients + at, term.width, int(targets[0]), scale);
  }
  double sum = 0;
  for (int j = 0; j < term.width; j++) {
    double gradient;
    sum += addend(term.loss, a.values[at + j], targets[j], gradient);
    a.gradients[at + j] = T(a.gradients[at + j] + scale * (gradient / term.width));
  }
  return sum / term.width;
}

/// Losses, and their gradients added to those of the blocks; grid (chosen terms). Threads take every
/// THREADS-th row, and their sums are added in a fixed tree.
template <class T>
DEVICE void losses(const Losses<T>& a) {
  SHARED(double, sums, THREADS);
  const int index = a.chosen[blockIdx.x];
  const Term term = a.terms[index];
  const double scale = ratio(term.weight, double(a.count));
  double sum = 0;
  for (int row = threadIdx.x; row < a.count; row += THREADS) sum += lossOfRow(a, term, row, scale);
  sums[threadIdx.x] = sum;
  __syncthreads();
  for (int half = THREADS / 2; half > 0; half /= 2) {
    if (int(threadIdx.x) < half) sums[threadIdx.x] += sums[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) a.losses[index] = times(sums[0], scale);
}

/// Finds the first target that is no class index; grid (chosen terms, row tiles).
template <class T>
DEVICE void checkClasses(const Losses<T>& a) {
  const int row = blockIdx.y * THREADS + threadIdx.x;
  const Term term = a.terms[a.chosen[blockIdx.x]];
  if (row >= a.count) return;
  const int64 chosen = a.rows[int64(term.stream) * a.count + row];
  const T target = a.targets[chosen * a.columns + term.targetColumn];
  const bool right = target >= 0 && target < T(term.width) && T(int(target)) == target;
  if (!right) atomicMin(a.wrong, int(blockIdx.x) * a.count + row);
}

KERNEL(fanin_load_float, Load<float>, 64) { load(a); }
KERNEL(fanin_load_double, Load<double>, 64) { load(a); }
KERNEL(fanin_losses_float, Losses<float>, 64) { losses(a); }
KERNEL(fanin_losses_double, Losses<double>, 64) { losses(a); }
KERNEL(fanin_check_classes_float, Losses<float>, 64) { checkClasses(a); }
KERNEL(fanin_check_classes_double, Losses<double>, 64) { checkClasses(a); }
