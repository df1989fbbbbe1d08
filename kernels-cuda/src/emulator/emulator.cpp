// Fibres, their scheduler, and the memory of a block.
//
// A fibre takes threads that have not started, one after another, until one of them has to wait; that
// thread keeps the fibre and the next fibre goes on. So a kernel without barriers runs as a plain
// loop. For the race detector every thread has a fibre of its own, and neither stacks nor shared
// memory are used twice within a launch, as it would take that for an access by the old owner.
#include "emulator.h"

#include "sanitizers.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sys/mman.h>

// Saves the registers that a call preserves, and goes on with another stack.
extern "C" void fanin_switch_stack(void** from, void* to);
asm(R"(.text
.globl fanin_switch_stack
.type fanin_switch_stack,@function
fanin_switch_stack:
 pushq %rbp
 pushq %rbx
 pushq %r12
 pushq %r13
 pushq %r14
 pushq %r15
 movq %rsp,(%rdi)
 movq %rsi,%rsp
 popq %r15
 popq %r14
 popq %r13
 popq %r12
 popq %rbx
 popq %rbp
 ret
)");

namespace emu {

Options options;
std::string fault;
dim3 threadIndex, blockIndex, blockSize, gridSize;
unsigned lane;

std::map<std::string, Kernel>& kernels() {
  static auto& map = *new std::map<std::string, Kernel>;
  return map;
}

namespace {

constexpr size_t STACK = 32 * 1024;
constexpr unsigned WARP = 32;
constexpr unsigned MOST_THREADS = 1024;
constexpr unsigned MOST_COPIES = 128; // of a thread that are under way

enum class State { FRESH, RUNNABLE, AT_BLOCK_BARRIER, AT_WARP_BARRIER, DONE };

struct Fibre {
  void* stackPointer = nullptr;
  char* stack = nullptr;
  sanitizers::Fibre sanitized;
};

struct Copy {
  void* to;
  const void* from;
  bool valid;
  unsigned group;
};

struct Warp {
  unsigned live = 0;    // lanes that have not left the kernel
  unsigned arrived = 0; // lanes at the warp's barrier
  unsigned generation = 0;
  uint32_t (*slots)[24] = nullptr; // 8 for exchanges, twice 8 for collectives of the whole warp
};

struct Thread {
  State state = State::FRESH;
  Fibre* fibre = nullptr;
  Warp* warp = nullptr;
  unsigned index = 0;
  dim3 place;
  unsigned barriers = 0;
  unsigned collectives = 0;
  const void* site = nullptr;
  unsigned mask = 0;
  unsigned firstCopy = 0, nextCopy = 0; // of its ring of copies
  unsigned group = 0;
};

/// Slots of the warps where they may be used again; the race detector gets fresh ones.
uint32_t reusedSlots[MOST_THREADS / WARP][WARP][24];

/// Rings of copies, fixed: an allocation would look like an access of the kernel to the race detector.
Copy copies[MOST_THREADS][MOST_COPIES];

/// A small generator (xorshift64*): launches draw a number for every thread.
struct Random {
  using result_type = uint64_t;
  uint64_t state;
  explicit Random(uint64_t seed) : state(seed * 0x9e3779b97f4a7c15u + 1) {}
  static constexpr uint64_t min() { return 0; }
  static constexpr uint64_t max() { return ~uint64_t(0); }
  uint64_t operator()() {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1du;
  }
};

/// Ends the threads of a block whose synchronisation is wrong.
struct Killed {};

Fibre host;
Fibre* currentFibre = &host;
Thread* current = nullptr;
const std::function<void()>* body;
std::vector<Thread> threads;
std::vector<unsigned> order; // in which threads of the block start
size_t nextFresh;
bool killing;
void* dynamicMemory;
std::map<int, std::pair<void*, size_t>> sharedByKey;
std::vector<void*> blockMemory;
char startOfLaunch, endOfLaunch;
char* marks; // addresses on which barriers are told to the race detector, this block's

// ---- Memory ---------------------------------------------------------------------------------------

/// Memory that the race detector has not seen in this launch; freed after it.
struct Region {
  char* base = nullptr;
  size_t bytes = 0, used = 0;
  void open(size_t size) {
    bytes = size;
    used = 0;
    void* p = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (p == MAP_FAILED) abort();
    base = static_cast<char*>(p);
  }
  char* take(size_t size) {
    char* p = base + used;
    used += (size + 127) / 128 * 128;
    if (used > bytes) abort();
    return p;
  }
  void close() { munmap(base, bytes); }
};
Region region, stacks;

void* takeBlockMemory(size_t bytes) {
  if (sanitizers::findsRaces) {
    return region.take(bytes); // filled by launch(): a write here would be one of some thread
  }
  void* p = nullptr;
  if (posix_memalign(&p, 16, bytes) != 0) abort();
  memset(p, 0xff, bytes);
  blockMemory.push_back(p);
  return p;
}

char* stackFor(size_t i) {
  if (sanitizers::findsRaces) return stacks.take(STACK);
  static auto& pool = *new std::vector<char*>;
  while (pool.size() <= i) {
    void* p = nullptr;
    if (posix_memalign(&p, 4096, STACK) != 0) abort();
    pool.push_back(static_cast<char*>(p));
  }
  return pool[i];
}

// ---- Fibres ---------------------------------------------------------------------------------------

void switchTo(Fibre* to, bool ending) {
  Fibre* from = currentFibre;
  currentFibre = to;
  sanitizers::leave(from->sanitized, to->sanitized, ending);
  fanin_switch_stack(&from->stackPointer, to->stackPointer);
  sanitizers::arrive(from->sanitized, host.sanitized);
}

void enter(Thread& t) {
  current = &t;
  threadIndex = t.place;
  lane = t.index % WARP;
}

void runThread(Thread& t) {
  enter(t);
  t.fibre = currentFibre;
  sanitizers::acquire(&startOfLaunch);
  try {
    if (!killing) (*body)();
  } catch (Killed&) {
  }
  sanitizers::release(&endOfLaunch);
  t.state = State::DONE;
  t.warp->live &= ~(1u << t.index % WARP);
}

/// Where a fibre begins: it runs fresh threads until one waits on it, then ends with that one.
void fibreMain() {
  sanitizers::arrive(currentFibre->sanitized, host.sanitized);
  while (nextFresh < order.size()) {
    Thread& t = threads[order[nextFresh++]];
    runThread(t);
    if (sanitizers::findsRaces) break;
  }
  switchTo(&host, true);
  abort();
}

void prepare(Fibre& f, size_t i) {
  f.stack = stackFor(i);
  f.sanitized = {};
  f.sanitized.stack = f.stack;
  f.sanitized.bytes = STACK;
  sanitizers::create(f.sanitized);
  auto** top = reinterpret_cast<void**>(f.stack + STACK - 64);
  *--top = nullptr; // where fibreMain() would return to
  *--top = reinterpret_cast<void*>(&fibreMain);
  for (int saved = 0; saved < 6; saved++) *--top = nullptr;
  f.stackPointer = top;
}

void* mark(unsigned i) { return sanitizers::findsRaces ? marks + 8 * i : nullptr; }

/// Waits on the scheduler. Two addresses take turns: with one, a thread that wakes late would acquire
/// what an early one released at the next barrier, and a race between the two would be hidden.
void wait(State state, void* address) {
  Thread& me = *current;
  me.state = state;
  sanitizers::release(address);
  switchTo(&host, false);
  sanitizers::acquire(address);
  enter(me);
  if (killing) throw Killed();
}

// ---- Scheduler ------------------------------------------------------------------------------------

void wakeWarp(Thread& t) {
  Warp& w = *t.warp;
  w.arrived |= 1u << t.index % WARP;
  if (t.mask & ~w.live) {
    fault = "a warp collective names a lane that has left the kernel";
    return;
  }
  if ((w.arrived & t.mask) != t.mask) return;
  w.arrived &= ~t.mask;
  w.generation++;
  const unsigned first = t.index / WARP * WARP;
  for (unsigned l = 0; l < WARP && first + l < threads.size(); l++) {
    if (t.mask >> l & 1) threads[first + l].state = State::RUNNABLE;
  }
}

void wakeBlock() {
  const void* site = nullptr;
  unsigned waiting = 0, done = 0, sites = 0;
  for (Thread& t : threads) {
    done += t.state == State::DONE;
    if (t.state != State::AT_BLOCK_BARRIER) continue;
    waiting++;
    sites += site != t.site;
    site = t.site;
  }
  if (waiting + done < threads.size()) fault = "deadlock at a warp collective";
  else if (done > 0) fault = "__syncthreads waits for threads that have left the kernel";
  else if (sites > 1) fault = "__syncthreads reached at different places by threads of one block";
  else for (Thread& t : threads) t.state = State::RUNNABLE;
}

void killAll() {
  killing = true;
  for (Thread& t : threads) {
    if (t.state != State::DONE && t.state != State::FRESH) t.state = State::RUNNABLE;
  }
}

/// Runs what can run once, in random order; false if nothing could.
bool round(std::vector<std::unique_ptr<Fibre>>& fibres, size_t& used, Random& random) {
  bool ran = false;
  auto after = [&](Thread* t) {
    if (t->state == State::AT_WARP_BARRIER && !killing) wakeWarp(*t);
  };
  while (nextFresh < order.size()) {
    if (used == fibres.size()) fibres.push_back(std::make_unique<Fibre>());
    prepare(*fibres[used], used);
    switchTo(fibres[used++].get(), false);
    ran = true;
    after(current);
  }
  const bool waiting =
      std::any_of(threads.begin(), threads.end(), [](Thread& t) { return t.state == State::RUNNABLE; });
  if (!waiting) return ran;
  std::vector<unsigned> turn(order);
  if (options.shuffle) std::shuffle(turn.begin(), turn.end(), random);
  for (unsigned i : turn) {
    if (threads[i].state != State::RUNNABLE) continue;
    ran = true;
    switchTo(threads[i].fibre, false);
    after(&threads[i]);
  }
  return ran;
}

bool runBlock(Random& random, std::vector<Warp>& warps) {
  static auto& fibres = *new std::vector<std::unique_ptr<Fibre>>;
  const unsigned n = unsigned(threads.size());
  for (unsigned w = 0; w < warps.size(); w++) {
    warps[w] = Warp();
    if (sanitizers::findsRaces) warps[w].slots = static_cast<uint32_t(*)[24]>(takeBlockMemory(WARP * 96));
    else warps[w].slots = reusedSlots[w];
  }
  for (unsigned i = 0; i < n; i++) {
    Thread& t = threads[i];
    t.state = State::FRESH;
    t.warp = &warps[i / WARP];
    t.warp->live |= 1u << i % WARP;
    t.index = i;
    t.place = dim3(i % blockSize.x, i / blockSize.x % blockSize.y, i / (blockSize.x * blockSize.y));
    t.barriers = t.collectives = t.group = t.firstCopy = t.nextCopy = 0;
  }
  if (options.shuffle) std::shuffle(order.begin(), order.end(), random);
  nextFresh = 0;
  killing = false;
  size_t used = 0;
  auto done = [&] {
    return std::all_of(threads.begin(), threads.end(), [](Thread& t) { return t.state == State::DONE; });
  };
  while (true) {
    const bool ran = round(fibres, used, random);
    if (done()) break;
    if (!ran) wakeBlock();
    if (!fault.empty()) killAll();
  }
  for (size_t i = 0; i < used; i++) sanitizers::destroy(fibres[i]->sanitized);
  return fault.empty();
}

void freeBlockMemory() {
  for (void* p : blockMemory) free(p);
  blockMemory.clear();
  sharedByKey.clear();
}

} // namespace

bool launch(dim3 grid, dim3 block, size_t dynamicBytes, const std::function<void()>& thread) {
  fault.clear();
  const unsigned n = block.x * block.y * block.z;
  const size_t blocks = size_t(grid.x) * grid.y * grid.z;
  if (n == 0 || n > MOST_THREADS || blocks == 0) {
    fault = "a launch needs blocks of 1 to 1024 threads and a grid that is not empty";
    return false;
  }
  Random random(options.seed);
  body = &thread;
  blockSize = block;
  gridSize = grid;
  threads.resize(n);
  order.resize(n);
  for (unsigned i = 0; i < n; i++) order[i] = i;
  std::vector<Warp> warps((n + WARP - 1) / WARP);
  sanitizers::adopt(host.sanitized);
  if (sanitizers::findsRaces) {
    stacks.open(blocks * n * STACK);
    region.open(blocks * (dynamicBytes + 64 * 1024 + warps.size() * 4096));
    memset(region.base, 0xff, region.bytes);
  }
  sanitizers::release(&startOfLaunch);
  std::vector<size_t> turn(blocks);
  for (size_t i = 0; i < blocks; i++) turn[i] = i;
  if (options.shuffle) std::shuffle(turn.begin(), turn.end(), random);
  for (size_t i = 0; i < blocks && fault.empty(); i++) {
    blockIndex = dim3(unsigned(turn[i] % grid.x), unsigned(turn[i] / grid.x % grid.y),
                      unsigned(turn[i] / (size_t(grid.x) * grid.y)));
    if (sanitizers::findsRaces) marks = static_cast<char*>(takeBlockMemory(8 * (2 + 2 * warps.size())));
    dynamicMemory = dynamicBytes > 0 ? takeBlockMemory(dynamicBytes) : nullptr;
    runBlock(random, warps);
    freeBlockMemory();
  }
  sanitizers::acquire(&endOfLaunch);
  if (sanitizers::findsRaces) {
    region.close();
    stacks.close();
  }
  return fault.empty();
}

void blockBarrier(const void* site) {
  current->site = site;
  wait(State::AT_BLOCK_BARRIER, mark(current->barriers++ & 1));
}

void warpBarrier(unsigned mask) {
  current->mask = mask;
  const unsigned warp = current->index / WARP;
  wait(State::AT_WARP_BARRIER, mark(2 + 2 * warp + (current->warp->generation & 1)));
}

uint32_t* slot() { return current->warp->slots[lane]; }
uint32_t* slotOf(unsigned otherLane) { return current->warp->slots[otherLane]; }
void beginCollective() { current->collectives++; }
uint32_t* operands() { return operandsOf(lane); }
uint32_t* operandsOf(unsigned otherLane) {
  return current->warp->slots[otherLane] + 8 + 8 * (current->collectives & 1);
}

void* sharedMemory(int key, size_t bytes) {
  auto& entry = sharedByKey[key];
  if (entry.first == nullptr) entry = {takeBlockMemory(bytes), bytes};
  if (entry.second != bytes) abort();
  return entry.first;
}

void* dynamicSharedMemory() { return dynamicMemory; }

void copyLater(void* to, const void* from, bool valid) {
  Thread& t = *current;
  if (t.nextCopy - t.firstCopy == MOST_COPIES) abort();
  copies[t.index][t.nextCopy++ % MOST_COPIES] = {to, from, valid, t.group};
}

void commitCopies() { current->group++; }

void waitForCopies(int groupsLeft) {
  Thread& t = *current;
  while (t.firstCopy != t.nextCopy) {
    const Copy& copy = copies[t.index][t.firstCopy % MOST_COPIES];
    if (int(t.group - copy.group) <= groupsLeft) break;
    t.firstCopy++;
    *static_cast<float4*>(copy.to) = copy.valid ? *static_cast<const float4*>(copy.from) : float4{0, 0, 0, 0};
  }
}

} // namespace emu
