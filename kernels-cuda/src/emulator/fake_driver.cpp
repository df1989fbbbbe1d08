// libcuda.so.1 for tests: the part of the driver API that the runtime uses, over host memory.
//
// A launch runs the g++ build of our kernels on the emulator. What a machine may get wrong can be
// asked for in a file `fake.settings` beside the library, read at every call that looks at it:
//
//   driver 11080       version that the driver reports
//   devices 0          how many GPUs there are; without it, what FANIN_FAKE_DEVICES says, or 1
//   init 803           what cuInit returns
//   capability 75      compute capability; capability1 that of the second GPU alone
//   memory 1048576     bytes of each device's memory
//   image 222          what loading PTX returns
//   cubin 209          what loading a cubin returns
//   fail NAME          a kernel whose launch fails; as on a GPU, the next call that waits says so, and
//                      from then on every call, until the context is gone
//   on 1               the only GPU on which it fails
//
// Each GPU has one context, which owns memory, streams and functions; using one's while another is
// current is an error, so that a runtime that forgets to change the context is found.
#include "emulator.h"

#include "fake_settings.h"

#include <cstdio>
#include <elf.h>
#include <memory>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using Device = int;
using Address = unsigned long long;
using Result = int;

constexpr Result SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100,
                 INVALID_DEVICE = 101, INVALID_IMAGE = 200, NO_BINARY_FOR_GPU = 209, INVALID_CONTEXT = 201, NOT_FOUND = 500,
                 CONTEXT_IS_DESTROYED = 709, INVALID_HANDLE = 400, LAUNCH_FAILED = 719, CAPTURE_UNSUPPORTED = 900,
                 CAPTURE_UNMATCHED = 903;
constexpr int DEFAULT_SHARED = 48 * 1024, MOST_SHARED = 227 * 1024;

constexpr int MOST_DEVICES = 8;
constexpr unsigned CUDA_MACHINE = 190; // in the header of an ELF file with a GPU's code

struct Context {
  int device = 0;
  int retained = 0;
  std::map<char*, size_t> memory;
  size_t used = 0;
  Result pending = SUCCESS; // of an asynchronous failure that nobody has been told
  Result lost = SUCCESS;    // what every call returns once the context is lost
};

struct Function {
  std::string name;
  emu::Kernel kernel;
  Context* owner = nullptr;
  int mostDynamic = DEFAULT_SHARED;
};

using Graph = std::vector<std::function<Result()>>;

std::recursive_mutex mutex;
bool initialized;
Context contexts[MOST_DEVICES];
thread_local Context* current;

/// A stream does its work at once, or records it.
struct Stream {
  Context* owner;
  std::unique_ptr<Graph> capture;
};

long devices() {
  const char* asked = getenv("FANIN_FAKE_DEVICES");
  return number("devices", asked == nullptr ? 1 : atol(asked));
}

size_t total() { return size_t(number("memory", 1L << 30)); }

bool inside(Address address, size_t bytes) {
  auto block = current->memory.upper_bound(reinterpret_cast<char*>(address));
  if (block == current->memory.begin()) return false;
  --block;
  return reinterpret_cast<char*>(address) + bytes <= block->first + block->second;
}

/// Before every call that needs a context.
Result ready() {
  if (!initialized) return NOT_INITIALIZED;
  if (current == nullptr) return INVALID_CONTEXT;
  return current->retained == 0 ? CONTEXT_IS_DESTROYED : current->lost;
}

bool foreign(void* stream) { return static_cast<Stream*>(stream)->owner != current; }

/// At every call that waits for the device.
Result settle() {
  if (current->pending != SUCCESS) {
    current->lost = current->pending;
    current->pending = SUCCESS;
  }
  return current->lost;
}

/// Runs work that is ordered on the stream, or records it.
Result submit(void* stream, std::function<Result()> work) {
  if (foreign(stream)) return INVALID_HANDLE;
  auto& capture = static_cast<Stream*>(stream)->capture;
  if (capture) {
    capture->push_back(std::move(work));
    return SUCCESS;
  }
  return current->pending == SUCCESS ? work() : SUCCESS;
}

/// Whether an image is an ELF file for this machine: CUDA_MACHINE for a GPU's code, EM_X86_64 for what the
/// fake compiler makes.
bool isElf(const void* image, unsigned machine) {
  auto* header = static_cast<const Elf64_Ehdr*>(image);
  return strncmp(static_cast<const char*>(image), ELFMAG, SELFMAG) == 0 && header->e_machine == machine;
}

/// Loads a library of kernels from memory; they register themselves with the emulator.
Result loadLibrary(const void* image) {
  auto* header = static_cast<const Elf64_Ehdr*>(image);
  const size_t bytes = header->e_shoff + size_t(header->e_shnum) * header->e_shentsize;
  const int file = memfd_create("image", 0);
  if (file < 0 || write(file, image, bytes) != ssize_t(bytes)) return INVALID_IMAGE;
  const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) {
    fprintf(stderr, "fake driver: %s\n", dlerror());
    return INVALID_IMAGE;
  }
  return SUCCESS; // the file stays open: glibc knows libraries by their paths
}

} // namespace

#define API extern "C" __attribute__((visibility("default"))) Result
#define LOCKED std::lock_guard<std::recursive_mutex> guard(mutex)
#define READY                            \
  LOCKED;                                \
  if (Result r = ready()) return r

API cuInit(unsigned) {
  LOCKED;
  if (Result r = Result(number("init", SUCCESS))) return r;
  if (devices() == 0) return NO_DEVICE;
  initialized = true;
  return SUCCESS;
}

API cuDriverGetVersion(int* version) {
  *version = int(number("driver", 13000));
  return SUCCESS;
}

API cuDeviceGetCount(int* count) {
  *count = int(devices());
  return SUCCESS;
}

API cuDeviceGet(Device* device, int index) {
  if (index < 0 || index >= devices() || index >= MOST_DEVICES) return INVALID_DEVICE;
  *device = index;
  return SUCCESS;
}

API cuDeviceGetName(char* name, int length, Device device) {
  if (device == 0) snprintf(name, size_t(length), "host emulation");
  else snprintf(name, size_t(length), "host emulation %d", device);
  return SUCCESS;
}

API cuDeviceGetAttribute(int* value, int attribute, Device device) {
  const long usual = number("capability", 90);
  const int capability = int(number("capability" + std::to_string(device), usual));
  switch (attribute) {
    case 16: *value = 4; break; // multiprocessors
    case 75: *value = capability / 10; break;
    case 76: *value = capability % 10; break;
    case 97: *value = MOST_SHARED; break;
    default: return INVALID_VALUE;
  }
  return SUCCESS;
}

API cuDevicePrimaryCtxRetain(void** context, Device device) {
  LOCKED;
  if (!initialized) return NOT_INITIALIZED;
  contexts[device].device = device;
  contexts[device].retained++;
  *context = &contexts[device];
  return SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(Device device) {
  LOCKED;
  Context& context = contexts[device];
  if (context.retained == 0) return INVALID_CONTEXT;
  if (--context.retained > 0) return SUCCESS;
  context.lost = context.pending = SUCCESS; // a new context starts afresh
  return context.memory.empty() ? SUCCESS : CONTEXT_IS_DESTROYED;
}

API cuCtxSetCurrent(void* context) {
  LOCKED;
  current = static_cast<Context*>(context);
  return initialized ? SUCCESS : NOT_INITIALIZED;
}

API cuModuleLoadData(void** module, const void* image) {
  READY;
  *module = current;
  if (isElf(image, EM_X86_64)) return loadLibrary(image);
  if (isElf(image, CUDA_MACHINE)) {
    const bool fits = number("capability", 90) == 90 && number("driver", 13000) >= 13000; // sm_90, toolkit 13
    return Result(number("cubin", fits ? SUCCESS : NO_BINARY_FOR_GPU));
  }
  if (strstr(static_cast<const char*>(image), ".version") == nullptr) return INVALID_IMAGE;
  return Result(number("image", SUCCESS));
}

API cuModuleUnload(void*) {
  LOCKED;
  return ready();
}

API cuModuleGetFunction(void** function, void* module, const char* name) {
  READY;
  if (module != current) return INVALID_HANDLE;
  auto found = emu::kernels().find(name);
  if (found == emu::kernels().end()) return NOT_FOUND;
  static auto& functions = *new std::map<std::pair<Context*, std::string>, Function>;
  Function& f = functions[{current, name}];
  f.owner = current;
  f.name = name;
  f.kernel = found->second;
  *function = &f;
  return SUCCESS;
}

API cuFuncSetAttribute(void* function, int attribute, int value) {
  READY;
  if (attribute != 8 || value > MOST_SHARED) return INVALID_VALUE;
  static_cast<Function*>(function)->mostDynamic = value;
  return SUCCESS;
}

API cuMemAlloc_v2(Address* address, size_t bytes) {
  READY;
  if (bytes == 0) return INVALID_VALUE;
  if (bytes > total() || current->used + bytes > total()) return OUT_OF_MEMORY;
  void* p = nullptr;
  if (posix_memalign(&p, 256, bytes) != 0) return OUT_OF_MEMORY;
  memset(p, 0xff, bytes);
  current->memory[static_cast<char*>(p)] = bytes;
  current->used += bytes;
  *address = Address(p);
  return SUCCESS;
}

API cuMemFree_v2(Address address) {
  LOCKED;
  if (current == nullptr) return INVALID_CONTEXT;
  auto block = current->memory.find(reinterpret_cast<char*>(address));
  if (block == current->memory.end()) return INVALID_VALUE;
  current->used -= block->second;
  free(block->first);
  current->memory.erase(block);
  return ready();
}

API cuMemGetInfo_v2(size_t* free, size_t* all) {
  READY;
  *all = total();
  *free = *all > current->used ? *all - current->used : 0;
  return SUCCESS;
}

API cuMemHostAlloc(void** p, size_t bytes, unsigned) {
  READY;
  return posix_memalign(p, 4096, bytes) == 0 ? SUCCESS : OUT_OF_MEMORY;
}

API cuMemFreeHost(void* p) {
  LOCKED;
  free(p);
  return ready();
}

API cuMemcpyHtoDAsync_v2(Address to, const void* from, size_t bytes, void* stream) {
  READY;
  if (!inside(to, bytes)) return INVALID_VALUE;
  return submit(stream, [=] {
    memcpy(reinterpret_cast<void*>(to), from, bytes);
    return SUCCESS;
  });
}

API cuMemcpyDtoHAsync_v2(void* to, Address from, size_t bytes, void* stream) {
  READY;
  if (!inside(from, bytes)) return INVALID_VALUE;
  return submit(stream, [=] {
    memcpy(to, reinterpret_cast<const void*>(from), bytes);
    return SUCCESS;
  });
}

API cuMemsetD8Async(Address to, unsigned char value, size_t bytes, void* stream) {
  READY;
  if (!inside(to, bytes)) return INVALID_VALUE;
  return submit(stream, [=] {
    memset(reinterpret_cast<void*>(to), value, bytes);
    return SUCCESS;
  });
}

API cuStreamCreate(void** stream, unsigned) {
  READY;
  *stream = new Stream{current, nullptr};
  return SUCCESS;
}

API cuStreamSynchronize(void* stream) {
  READY;
  if (foreign(stream)) return INVALID_HANDLE;
  if (static_cast<Stream*>(stream)->capture) return CAPTURE_UNSUPPORTED;
  return settle();
}

API cuStreamDestroy_v2(void* stream) {
  LOCKED;
  delete static_cast<Stream*>(stream);
  return ready();
}

API cuLaunchKernel(void* function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned dynamic, void* stream, void** parameters, void**) {
  READY;
  auto* f = static_cast<Function*>(function);
  if (f->owner != current) return INVALID_HANDLE;
  if (gx == 0 || gy == 0 || gz == 0 || gy > 65535 || gz > 65535 || dynamic > unsigned(f->mostDynamic) ||
      bx * by * bz > f->kernel.threads) {
    return INVALID_VALUE;
  }
  auto arguments = std::make_shared<std::vector<std::max_align_t>>(f->kernel.argumentBytes / sizeof(std::max_align_t) + 1);
  memcpy(arguments->data(), parameters[0], f->kernel.argumentBytes);
  return submit(stream, [=] {
    const bool asked = setting("fail") == f->name && number("on", f->owner->device) == f->owner->device;
    if (asked || !emu::launch({gx, gy, gz}, {bx, by, bz}, dynamic, [&] { f->kernel.run(arguments->data()); })) {
      if (!asked) fprintf(stderr, "emulator: %s: %s\n", f->name.c_str(), emu::fault.c_str());
      f->owner->pending = LAUNCH_FAILED;
    }
    return SUCCESS;
  });
}

API cuStreamBeginCapture_v2(void* stream, int) {
  READY;
  if (foreign(stream)) return INVALID_HANDLE;
  auto& capture = static_cast<Stream*>(stream)->capture;
  if (capture) return CAPTURE_UNSUPPORTED;
  capture = std::make_unique<Graph>();
  return SUCCESS;
}

API cuStreamEndCapture(void* stream, void** graph) {
  READY;
  auto& capture = static_cast<Stream*>(stream)->capture;
  if (!capture) return CAPTURE_UNMATCHED;
  *graph = capture.release();
  return SUCCESS;
}

API cuGraphInstantiateWithFlags(void** executable, void* graph, unsigned long long) {
  READY;
  *executable = new Graph(*static_cast<Graph*>(graph));
  return SUCCESS;
}

API cuGraphLaunch(void* executable, void* stream) {
  READY;
  if (foreign(stream)) return INVALID_HANDLE;
  for (auto& work : *static_cast<Graph*>(executable)) {
    if (current->pending != SUCCESS) break;
    if (Result r = work()) return r;
  }
  return SUCCESS;
}

API cuGraphExecDestroy(void* executable) {
  LOCKED;
  delete static_cast<Graph*>(executable);
  return ready();
}

API cuGraphDestroy(void* graph) {
  LOCKED;
  delete static_cast<Graph*>(graph);
  return ready();
}

API cuGetErrorName(Result result, const char** name) {
  switch (result) {
    case OUT_OF_MEMORY: *name = "CUDA_ERROR_OUT_OF_MEMORY"; break;
    case INVALID_VALUE: *name = "CUDA_ERROR_INVALID_VALUE"; break;
    case NO_DEVICE: *name = "CUDA_ERROR_NO_DEVICE"; break;
    case INVALID_CONTEXT: *name = "CUDA_ERROR_INVALID_CONTEXT"; break;
    case NOT_FOUND: *name = "CUDA_ERROR_NOT_FOUND"; break;
    case LAUNCH_FAILED: *name = "CUDA_ERROR_LAUNCH_FAILED"; break;
    case INVALID_IMAGE: *name = "CUDA_ERROR_INVALID_IMAGE"; break;
    case INVALID_HANDLE: *name = "CUDA_ERROR_INVALID_HANDLE"; break;
    case NO_BINARY_FOR_GPU: *name = "CUDA_ERROR_NO_BINARY_FOR_GPU"; break;
    case 222: *name = "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"; break;
    default: *name = "CUDA_ERROR_UNKNOWN"; break;
  }
  return SUCCESS;
}
