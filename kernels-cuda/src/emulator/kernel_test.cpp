// Kernels against float64 on the host, each launched as the runtime launches it.
//
//   kernel_test [SEED] [small|scatter|tree-scatter]
//
// Every array is its own allocation of exact size, so that the address sanitizer sees an overrun, and
// outputs start as NaN. Prints one line a check; the last says PASSED or FAILED. With a kernel file
// that was compiled with BUG=n the harness must fail, or the build under its sanitizer must. The
// scatters let two nodes add to one block's gradient, as if each were its only reader: a race that gives
// right results here, where nothing interleaves, and that the race detector must see.
#include "emulator.h"

#include "../main/cuda/prelude.cuh"
#include "../main/cuda/level.cuh"
#include "../main/cuda/rules.cuh"

#include <cstdio>
#include <random>

namespace {

std::mt19937_64 generator(7);
int failures = 0;

float uniform() { return std::uniform_real_distribution<float>(-1, 1)(generator); }

std::vector<float> random(size_t n) {
  std::vector<float> v(n);
  for (float& x : v) x = uniform();
  return v;
}

std::vector<float> unwritten(size_t n) { return std::vector<float>(n, NAN); }

/// ||actual - expected|| / ||expected|| below the tolerance; NaN never is.
void check(const char* what, const std::vector<float>& actual, const std::vector<double>& expected, double tolerance) {
  double difference = 0, norm = 0;
  for (size_t i = 0; i < expected.size(); i++) {
    const double d = actual[i] - expected[i];
    difference += d * d;
    norm += expected[i] * expected[i];
  }
  const double error = std::sqrt(difference / norm);
  const bool right = error <= tolerance;
  if (!right) failures++;
  printf("  %-28s relative error %.1e %s\n", what, error, right ? "ok" : "WRONG");
}

template <class Arguments>
void run(const std::string& name, const Arguments& arguments, dim3 grid, size_t dynamicBytes) {
  const emu::Kernel& kernel = emu::kernels().at(name);
  if (kernel.argumentBytes != sizeof arguments) abort();
  if (!emu::launch(grid, kernel.threads, dynamicBytes, [&] { kernel.run(&arguments); })) {
    failures++;
    printf("  %s: %s\n", name.c_str(), emu::fault.c_str());
  }
}

/// As in tensor_backward.cu.
struct Backward {
  Level<float> level;
  Update<float> update;
  const int64* destinations;
  const int* fresh;
  int64 firstParameter;
  int firstGroup, firstShare, updates, keepsDerived, groupFeatures;
};

/// A level of nodes that read `fanIn` blocks of `in` features, and its numbers in float64.
struct Case {
  int rows, nodes, fanIn, in, width, activation;
  bool tree; // every block has one reader; else reads are random and the last is of zeros
  int features, blocks, perShare;
  int64 readStride, stride, first;
  std::vector<float> values, gradients, kept, parameters, first1, second1;
  std::vector<int> reads, widths, shares, shareStart, shareNodes, childWidths, readStart, readNodes, readOffsets, fresh;
  std::vector<int64> sources, children, destinations;
  std::vector<double> y, dz, dx, dw;

  Case(int rows, int nodes, int fanIn, int in, int width, int activation, bool tree)
      : rows(rows), nodes(nodes), fanIn(fanIn), in(in), width(width), activation(activation), tree(tree) {
    features = fanIn * in;
    blocks = tree ? nodes * fanIn : nodes + 1;
    perShare = width * (features + 1);
    readStride = (rows * int64(in) + 31) / 32 * 32;
    stride = (rows * int64(width) + 31) / 32 * 32;
    first = blocks * readStride;
    // The last node ends with its last live row, so that a row too many is beyond the allocation.
    const size_t all = size_t(first + (nodes - 1) * stride + int64(rows) * width);
    values = random(all);
    gradients = random(all);
    kept = unwritten(all - size_t(first));
    parameters = random(size_t(nodes) * perShare);
    for (float& p : parameters) p *= 0.5f;
    wire();
  }

  void wire() {
    std::vector<int> order(blocks);
    for (int i = 0; i < blocks; i++) order[i] = i;
    std::shuffle(order.begin(), order.end(), generator);
    for (int i = 0; i < nodes * fanIn; i++) {
      const bool zeros = !tree && i == nodes * fanIn - 1 && fanIn > 1;
      reads.push_back(zeros ? -1 : tree ? order[i] : int(generator() % blocks));
      sources.push_back(reads[i] < 0 ? -1 : reads[i] * readStride);
      destinations.push_back(sources[i]);
    }
    widths.assign(fanIn, in);
    for (int v = 0; v < nodes; v++) shares.push_back(v), shareNodes.push_back(v), shareStart.push_back(v);
    shareStart.push_back(nodes);
    readStart.push_back(0);
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < nodes * fanIn; i++) {
        if (reads[i] == b) readNodes.push_back(i / fanIn), readOffsets.push_back(i % fanIn * in);
      }
      children.push_back(b * readStride);
      childWidths.push_back(in);
      readStart.push_back(int(readNodes.size()));
    }
    fresh.assign(std::max(blocks, nodes * fanIn), 1);
  }

  Level<float> level() {
    Level<float> a = {};
    a.values = values.data();
    a.gradients = gradients.data();
    a.preActivations = needsPreActivation(activation) ? kept.data() : nullptr;
    a.parameters = parameters.data();
    a.sources = sources.data();
    a.slotWidths = widths.data();
    a.shares = shares.data();
    a.shareStart = shareStart.data();
    a.shareNodes = shareNodes.data();
    a.children = children.data();
    a.childWidths = childWidths.data();
    a.readStart = readStart.data();
    a.readNodes = readNodes.data();
    a.readOffsets = readOffsets.data();
    a.fresh = fresh.data();
    a.first = first;
    a.stride = stride;
    a.rows = rows;
    a.fanIn = fanIn;
    a.readWidth = features;
    a.width = width;
    a.parametersPerShare = perShare;
    a.bias = 1;
    a.activation = activation;
    a.overwrite = 1;
    return a;
  }

  double x(int node, int row, int feature) const {
    const int64 source = sources[size_t(node) * fanIn + feature / in];
    return source < 0 ? 0 : values[size_t(source + int64(row) * in + feature % in)];
  }

  /// The pass in float64 at the values and gradients as they are; outputs in the layout of blocks.
  void reference() {
    y.clear();
    dz.clear();
    dx.assign(size_t(blocks) * rows * in, 0);
    dw.assign(parameters.size(), 0);
    for (int v = 0; v < nodes; v++) {
      const float* w = &parameters[size_t(v) * perShare];
      for (int r = 0; r < rows; r++) {
        for (int o = 0; o < width; o++) {
          double z = w[width * features + o];
          for (int i = 0; i < features; i++) z += w[o * features + i] * x(v, r, i);
          const double out = activate(activation, z);
          const double gradient = gradients[size_t(first + v * stride + r * width + o)] * slope(activation, z, out);
          y.push_back(out);
          dz.push_back(gradient);
          for (int i = 0; i < features; i++) {
            dw[size_t(v) * perShare + o * features + i] += gradient * x(v, r, i);
            const int block = reads[size_t(v) * fanIn + i / in];
            if (block >= 0) dx[(size_t(block) * rows + r) * in + i % in] += gradient * w[o * features + i];
          }
          dw[size_t(v) * perShare + width * features + o] += gradient;
        }
      }
    }
  }

  /// Live numbers of the level's nodes in an arena.
  std::vector<float> ofNodes(const std::vector<float>& arena) const {
    std::vector<float> live;
    for (int v = 0; v < nodes; v++) {
      const auto at = arena.begin() + first + v * stride;
      live.insert(live.end(), at, at + int64(rows) * width);
    }
    return live;
  }

  std::vector<float> ofBlocks(const std::vector<float>& arena) const {
    std::vector<float> live;
    for (int b = 0; b < blocks; b++) {
      const auto at = arena.begin() + b * readStride;
      live.insert(live.end(), at, at + int64(rows) * in);
    }
    return live;
  }

  void forgetOutputs() {
    for (int v = 0; v < nodes; v++) {
      std::fill_n(values.begin() + first + v * stride, int64(rows) * width, NAN);
    }
  }

  void forgetInputGradients() {
    for (int b = 0; b < blocks; b++) std::fill_n(gradients.begin() + b * readStride, int64(rows) * in, NAN);
  }
};

/// As in tree.cu.
struct TreeLevel {
  const int64* sources;
  int64 first, stride, firstParameter;
  int firstGroup, firstShare, parametersPerShare, width, features, fanIn, bias, activation;
  int nodes, nodesAt, weightsAt, inputAt, sumsAt, rowStride;
};
struct Tree {
  float* values;
  float* gradients;
  float* former;
  Update<float> update;
  const int64* destinations;
  const int* fresh;
  TreeLevel levels[4];
  int rows, count, stages, rootAt, rootStride;
};

/// Trees of several levels above blocks that are read once each, and their numbers in float64.
struct TreeCase {
  int rows, roots, fanIn, in, width, count, activation;
  int64 inStride, stride;
  std::vector<float> values, gradients, parameters, former;
  std::vector<std::vector<int64>> sources; // of each level
  std::vector<int64> first, firstParameter;
  std::vector<int> nodes, fresh, replicas;
  std::vector<double> coefficients, y, dx, dw;

  TreeCase(int rows, int roots, int fanIn, int in, int width, int count, int activation)
      : rows(rows), roots(roots), fanIn(fanIn), in(in), width(width), count(count), activation(activation) {
    inStride = (rows * int64(in) + 31) / 32 * 32;
    stride = (rows * int64(width) + 31) / 32 * 32;
    nodes.assign(count, roots);
    for (int l = count - 2; l >= 0; l--) nodes[l] = nodes[l + 1] * fanIn;
    int64 at = nodes[0] * fanIn * inStride, parameter = 0;
    for (int l = 0; l < count; l++) {
      first.push_back(at);
      firstParameter.push_back(parameter);
      wire(l);
      at += nodes[l] * stride;
      parameter += int64(nodes[l]) * perShare(l);
    }
    const size_t numbers = size_t(at - stride + int64(rows) * width); // the last root ends with its last live row
    values = random(numbers);
    gradients = random(numbers);
    parameters = random(size_t(parameter));
    for (float& p : parameters) p *= 0.5f;
    former = unwritten(parameters.size());
    fresh.assign(sources[0].size(), 1);
    replicas.assign(nodes[0], 0);
    for (int isBias = 0; isBias < 2; isBias++) {
      coefficients.resize(coefficients.size() + COEFFICIENTS, 0);
      coefficients[coefficients.size() - COEFFICIENTS + ACTIVE] = 1;
      coefficients[coefficients.size() - COEFFICIENTS + RATE] = 1;
    }
  }

  int features(int level) const { return fanIn * (level == 0 ? in : width); }
  int perShare(int level) const { return width * (features(level) + 1); }

  void wire(int level) {
    std::vector<int64> blocks(size_t(nodes[level]) * fanIn);
    for (size_t i = 0; i < blocks.size(); i++) {
      blocks[i] = level == 0 ? int64(i) * inStride : first[level - 1] + int64(i) * stride;
    }
    std::shuffle(blocks.begin(), blocks.end(), generator);
    sources.push_back(blocks);
  }

  /// Both passes in float64; gradients of parameters in the order of the parameters.
  void reference() {
    std::vector<double> x(values.begin(), values.end()), g(gradients.begin(), gradients.end());
    dw.assign(parameters.size(), 0);
    for (int l = 0; l < count; l++) each(l, [&](int v, int r, int o) {
      const float* w = &parameters[size_t(firstParameter[l] + int64(v) * perShare(l))];
      double z = w[width * features(l) + o];
      for (int i = 0; i < features(l); i++) z += w[o * features(l) + i] * x[read(l, v, r, i)];
      x[written(l, v, r, o)] = activate(activation, z);
    });
    for (int l = count - 1; l >= 0; l--) {
      for (int64 source : sources[l]) std::fill_n(g.begin() + source, int64(rows) * (l == 0 ? in : width), 0.0);
      each(l, [&](int v, int r, int o) {
        const size_t at = size_t(firstParameter[l] + int64(v) * perShare(l));
        const double dz = g[written(l, v, r, o)] * slope(activation, 0.0, x[written(l, v, r, o)]);
        for (int i = 0; i < features(l); i++) {
          dw[at + o * features(l) + i] += dz * x[read(l, v, r, i)];
          g[read(l, v, r, i)] += dz * parameters[at + o * features(l) + i];
        }
        dw[at + width * features(l) + o] += dz;
      });
    }
    y = live(x, first[count - 1], roots, stride, width);
    dx = live(g, 0, nodes[0] * fanIn, inStride, in);
  }

  template <class Body>
  void each(int level, Body body) const {
    for (int v = 0; v < nodes[level]; v++)
      for (int r = 0; r < rows; r++)
        for (int o = 0; o < width; o++) body(v, r, o);
  }

  size_t read(int level, int node, int row, int feature) const {
    const int own = level == 0 ? in : width;
    return size_t(sources[level][size_t(node) * fanIn + feature / own] + int64(row) * own + feature % own);
  }
  size_t written(int level, int node, int row, int output) const {
    return size_t(first[level] + node * stride + int64(row) * width + output);
  }

  template <class T>
  std::vector<T> live(const std::vector<T>& arena, int64 begin, int blocks, int64 step, int blockWidth) const {
    std::vector<T> all;
    for (int b = 0; b < blocks; b++) {
      const auto at = arena.begin() + begin + b * step;
      all.insert(all.end(), at, at + int64(rows) * blockWidth);
    }
    return all;
  }

  /// The struct and the words of shared memory that it needs.
  Tree arguments(bool backward, int stages, int& words) {
    Tree a = {values.data(), gradients.data(), former.data(), {}, sources[0].data(), fresh.data(), {}, 0, 0, 0, 0, 0};
    a.update.parameters = parameters.data();
    a.update.replicas = replicas.data();
    a.update.coefficients = coefficients.data();
    a.update.rule = SGD;
    a.rows = rows;
    a.count = count;
    a.stages = stages;
    words = 0;
    auto take = [&](int size) {
      words += (size + 3) / 4 * 4;
      return words - (size + 3) / 4 * 4;
    };
    for (int l = count - 1, n = 1; l >= 0; n *= fanIn, l--) {
      const int f = features(l), rowStride = backward ? f + (f % 16 == 0 ? 8 : 16) : f + 4;
      a.levels[l] = {sources[l].data(), first[l], stride, firstParameter[l], 0, 0, perShare(l), width, f, fanIn, 1,
                     activation, n, take(n), take(n * width * rowStride), take((l == 0 ? stages : n) * 64 * rowStride),
                     take(backward ? n * perShare(l) : 0), rowStride};
    }
    a.rootStride = (width + 15) / 16 * 16 + 4;
    a.rootAt = take(64 * a.rootStride);
    return a;
  }

  void forgetBetween() { std::fill(values.begin() + first[0], values.end(), NAN); }
};

void tree(TreeCase c, const std::string& precision, double tolerance, int stages) {
  int words;
  c.forgetBetween();
  const Tree forward = c.arguments(false, stages, words);
  run("fanin_tree_forward" + precision, forward, {unsigned(c.roots), 2}, 4 * size_t(words));
  check(("fanin_tree_forward" + precision).c_str(), c.live(c.values, c.first[c.count - 1], c.roots, c.stride, c.width),
        c.y, tolerance);
  const Tree backward = c.arguments(true, stages, words);
  std::fill(c.gradients.begin(), c.gradients.begin() + c.first[c.count - 1], NAN);
  const std::vector<float> before = c.parameters;
  run("fanin_tree_backward" + precision, backward, unsigned(c.roots), 4 * size_t(words));
  check(("fanin_tree_backward" + precision + " dx").c_str(), c.live(c.gradients, 0, c.nodes[0] * c.fanIn, c.inStride, c.in),
        c.dx, tolerance);
  std::vector<float> step;
  for (size_t i = 0; i < before.size(); i++) step.push_back(before[i] - c.parameters[i]);
  check(("fanin_tree_backward" + precision + " dw").c_str(), step, c.dw, tolerance);
  check("parameters kept", c.former, std::vector<double>(before.begin(), before.end()), 0);
}

void tree(TreeCase c, bool small = false) {
  printf("%d rows, %d trees of %d levels, %d x %d -> %d, activation %d\n", c.rows, c.roots, c.count, c.fanIn, c.in,
         c.width, c.activation);
  c.reference();
  for (int stages = 1; stages <= 2; stages++) tree(c, "_fp32", 1e-6, stages);
  if (!small) tree(c, "_tf32", 2e-3, 2); // errors of the levels add up
}

/// Two trees add to the same gradients.
void treeScatter() {
  TreeCase c(70, 2, 2, 8, 8, 2, TANH);
  c.reference();
  int words;
  std::vector<int64> destinations(c.sources[0].size(), 0);
  c.fresh.assign(destinations.size(), 0);
  Tree a = c.arguments(true, 2, words);
  a.destinations = destinations.data();
  run("fanin_tree_backward_fp32", a, unsigned(c.roots), 4 * size_t(words));
}

unsigned tiles(int64 n, int tile) { return unsigned((n + tile - 1) / tile); }

int powerAbove(int n, int power) {
  while (power < n) power *= 2;
  return power;
}

void forward(Case& c, const std::string& kernel, dim3 grid, size_t shared, double tolerance) {
  c.forgetOutputs();
  run(kernel, c.level(), grid, shared);
  check(kernel.c_str(), c.ofNodes(c.values), c.y, tolerance);
}

void plain(Case c) {
  forward(c, "fanin_forward_float", {unsigned(c.nodes), tiles(c.rows, 64), tiles(c.width, 8)}, 0, 1e-6);
  auto gradient = unwritten(c.parameters.size());
  Level<float> a = c.level();
  a.parameterGradients = gradient.data();
  run("fanin_derive_float", a, {unsigned(c.nodes), tiles(int64(c.rows) * c.width, 64)}, 0);
  check("fanin_derive_float", c.ofNodes(c.gradients), c.dz, 1e-6);
  run("fanin_parameter_gradients_float", a, {unsigned(c.nodes), tiles(c.perShare, 128)}, 0);
  check("fanin_parameter_gradients", gradient, c.dw, 1e-6);
  c.forgetInputGradients();
  run("fanin_spread_float", a, {unsigned(c.blocks), tiles(c.rows, 64), tiles(c.in, 8)}, 0);
  check("fanin_spread_float", c.ofBlocks(c.gradients), c.dx, 1e-6);
}

Backward backwardArguments(Case& c) {
  Backward b = {};
  b.level = c.level();
  b.destinations = c.destinations.data();
  b.fresh = c.fresh.data();
  return b;
}

void backward(Case& c, Backward b, const std::string& precision, double tolerance) {
  const int group = std::min(c.features, c.width <= 64 ? 128 : 64), groups = (c.features + group - 1) / group;
  const int high = powerAbove(c.width, 16), wide = powerAbove(group, 32);
  const std::string name = "fanin_tensor_backward_" + std::to_string(high) + "_" + std::to_string(wide) + precision;
  const int stride = group + (group % 16 == 0 ? 8 : 16);
  b.groupFeatures = group;
  for (int stages = 1; stages <= 2; stages++) {
    auto gradient = unwritten(c.parameters.size());
    b.level.parameterGradients = gradient.data();
    b.level.stages = stages;
    c.forgetInputGradients();
    run(name, b, {unsigned(c.nodes), unsigned(groups)}, 4 * size_t(c.width * stride + 64 * (high + 4) + stages * 64 * stride));
    check((name + " dw").c_str(), gradient, c.dw, tolerance);
    check((name + " dx").c_str(), c.ofBlocks(c.gradients), c.dx, tolerance);
  }
}

void tensor(Case c, const std::string& precision, double tolerance) {
  const int outputs = std::min(64, powerAbove(c.width, 8));
  const size_t shared = 4 * (outputs * (c.features + 4) + 3 * 64 * 36);
  forward(c, "fanin_tensor_forward_" + std::to_string(outputs) + precision,
          {unsigned(c.nodes), 2, tiles(c.width, outputs)}, shared, tolerance);
  if (c.tree && c.width <= 128) backward(c, backwardArguments(c), precision, tolerance);
}

void level(Case c, bool tensorToo, bool small = false) {
  printf("%d rows, %d nodes, %d x %d -> %d, activation %d%s\n", c.rows, c.nodes, c.fanIn, c.in, c.width, c.activation,
         c.tree ? ", tree" : "");
  c.reference();
  plain(c);
  if (tensorToo) {
    if (needsPreActivation(c.activation)) return; // the tests of the provider cover these
    tensor(c, "_fp32", 1e-6);
    if (!small) tensor(c, "_tf32", 1e-3);
  }
}

/// Every lane's fragments against the product itself, one element at a time: the maps are right.
void fragments() {
  printf("fragments of the tensor core\n");
  std::vector<float> a = random(16 * 8), b = random(8 * 8), actual = unwritten(16 * 8);
  for (float& x : a) x = __uint_as_float(__float_as_uint(x) & 0xffffe000u);
  for (float& x : b) x = __uint_as_float(__float_as_uint(x) & 0xffffe000u);
  std::vector<double> expected(16 * 8);
  for (int i = 0; i < 16; i++)
    for (int j = 0; j < 8; j++)
      for (int k = 0; k < 8; k++) expected[i * 8 + j] += double(a[i * 8 + k]) * b[k * 8 + j];
  emu::launch(1, 32, 0, [&] {
    const int g = int(emu::lane) / 4, q = int(emu::lane) % 4;
    float d[4] = {};
    const unsigned left[4] = {__float_as_uint(a[g * 8 + q]), __float_as_uint(a[(g + 8) * 8 + q]),
                              __float_as_uint(a[g * 8 + q + 4]), __float_as_uint(a[(g + 8) * 8 + q + 4])};
    const unsigned right[2] = {__float_as_uint(b[q * 8 + g]), __float_as_uint(b[(q + 4) * 8 + g])};
    multiplyTf32(d, left, right);
    for (int i = 0; i < 4; i++) actual[(g + 8 * (i / 2)) * 8 + 2 * q + i % 2] = d[i];
  });
  check("m16n8k8", actual, expected, 1e-6);
}

/// Shared-memory banks of the fragments' reads: 32 lanes, 32 banks.
void banks() {
  printf("bank conflicts of fragment reads\n");
  for (int features = 8; features <= 256; features += 8) {
    const int weightStride = features + 4, column = features + (features % 16 == 0 ? 8 : 16);
    unsigned rowHits = 0, columnHits = 0;
    for (int lane = 0; lane < 32; lane++) {
      rowHits |= 1u << (lane / 4 * weightStride + lane % 4) % 32;
      columnHits |= 1u << (lane % 4 * column + lane / 4) % 32;
    }
    if (rowHits != ~0u || columnHits != ~0u) {
      failures++;
      printf("  %d features: lanes share a bank\n", features);
    }
  }
  unsigned ring = 0;
  for (int lane = 0; lane < 32; lane++) ring |= 1u << (lane / 4 * 36 + lane % 4) % 32;
  if (ring != ~0u) failures++;
}

} // namespace

int main(int count, char** arguments) {
  if (count > 1) emu::options.seed = strtoull(arguments[1], nullptr, 10);
  const std::string mode = count > 2 ? arguments[2] : "";
  if (mode == "scatter") {
    Case c(70, 4, 2, 8, 8, TANH, false);
    c.reference();
    Backward b = backwardArguments(c);
    b.level.overwrite = 0;
    backward(c, b, "_fp32", 1e-6);
    return 0;
  }
  if (mode == "tree-scatter") {
    treeScatter();
    return 0;
  }
  const bool small = mode == "small";
  setvbuf(stdout, nullptr, _IOLBF, 0);
  fragments();
  banks();
  level(Case(70, 2, 2, 16, 16, TANH, true), true, small);
  tree(TreeCase(70, 1, 2, 8, 8, 2, TANH), small);
  if (!small) {
    tree(TreeCase(65, 2, 2, 8, 16, 3, SIGMOID));
    tree(TreeCase(130, 3, 2, 16, 8, 4, TANH));
    tree(TreeCase(65, 1, 3, 8, 24, 2, IDENTITY));
    tree(TreeCase(64, 1, 2, 32, 40, 2, LEAKY_RELU));
    level(Case(130, 2, 2, 8, 8, RELU, true), true);
    level(Case(37, 9, 5, 3, 5, GELU, false), false);
    level(Case(200, 3, 3, 16, 24, RELU, false), true);
    level(Case(150, 2, 4, 8, 16, SIGMOID, true), true);
    level(Case(100, 2, 2, 32, 32, TANH, true), true);
    level(Case(65, 2, 2, 64, 64, SOFTPLUS, true), true);
    level(Case(65, 1, 3, 64, 72, IDENTITY, true), true);
    level(Case(65, 1, 2, 8, 128, TANH, true), true);
    level(Case(65, 1, 5, 32, 16, TANH, true), true);
    level(Case(65, 2, 3, 64, 72, RELU, false), true);
  }
  printf("%s\n", failures == 0 ? "PASSED" : "FAILED");
  return failures == 0 ? 0 : 1;
}
