// libcuda.so.1 for tests: the part of the driver API that the runtime uses, over host memory.
//
// A launch runs the g++ build of our kernels on the emulator. What a machine may get wrong can be
// asked for in a file `fake.settings` beside the library, read at every call that looks at it:
//
//   driver 11080       version that the driver reports
//   devices 0          how many GPUs there are
//   init 803           what cuInit returns
//   capability 75      compute capability
//   memory 1048576     bytes of device memory
//   image 222          what loading a module returns
//   fail NAME          a kernel whose launch fails; as on a GPU, the next call that waits says so, and
//                      from then on every call, until the context is gone
#include "emulator.h"

#include <dlfcn.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <mutex>

namespace {

using Device = int;
using Address = unsigned long long;
using Result = int;

constexpr Result SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NOT_INITIALIZED = 3, NO_DEVICE = 100,
                 INVALID_DEVICE = 101, INVALID_IMAGE = 200, INVALID_CONTEXT = 201, NOT_FOUND = 500,
                 CONTEXT_IS_DESTROYED = 709, LAUNCH_FAILED = 719, CAPTURE_UNSUPPORTED = 900,
                 CAPTURE_UNMATCHED = 903;
constexpr int DEFAULT_SHARED = 48 * 1024, MOST_SHARED = 227 * 1024;

struct Function {
  std::string name;
  emu::Kernel kernel;
  int mostDynamic = DEFAULT_SHARED;
};

using Graph = std::vector<std::function<Result()>>;

std::recursive_mutex mutex;
std::map<char*, size_t> memory;
size_t used;
bool initialized;
int contexts;
Result pending; // of an asynchronous failure that nobody has been told
Result lost;    // what every call returns once the context is lost

/// A stream does its work at once, or records it.
struct Stream {
  std::unique_ptr<Graph> capture;
};

std::string setting(const std::string& key) {
  Dl_info self;
  if (dladdr(reinterpret_cast<void*>(&setting), &self) == 0) return "";
  std::string path = self.dli_fname;
  std::ifstream file(path.substr(0, path.rfind('/') + 1) + "fake.settings");
  std::string name, value;
  while (file >> name >> value) {
    if (name == key) return value;
  }
  return "";
}

long number(const std::string& key, long otherwise) {
  const std::string text = setting(key);
  return text.empty() ? otherwise : atol(text.c_str());
}

size_t total() { return size_t(number("memory", 1L << 30)); }

bool inside(Address address, size_t bytes) {
  auto block = memory.upper_bound(reinterpret_cast<char*>(address));
  if (block == memory.begin()) return false;
  --block;
  return reinterpret_cast<char*>(address) + bytes <= block->first + block->second;
}

/// Before every call that needs a context.
Result ready() {
  if (!initialized) return NOT_INITIALIZED;
  if (contexts == 0) return INVALID_CONTEXT;
  return lost;
}

/// At every call that waits for the device.
Result settle() {
  if (pending != SUCCESS) {
    lost = pending;
    pending = SUCCESS;
  }
  return lost;
}

/// Runs work that is ordered on the stream, or records it.
Result submit(void* stream, std::function<Result()> work) {
  auto& capture = static_cast<Stream*>(stream)->capture;
  if (capture) {
    capture->push_back(std::move(work));
    return SUCCESS;
  }
  return pending == SUCCESS ? work() : SUCCESS;
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
  if (number("devices", 1) == 0) return NO_DEVICE;
  initialized = true;
  return SUCCESS;
}

API cuDriverGetVersion(int* version) {
  *version = int(number("driver", 13000));
  return SUCCESS;
}

API cuDeviceGetCount(int* count) {
  *count = int(number("devices", 1));
  return SUCCESS;
}

API cuDeviceGet(Device* device, int index) {
  if (index < 0 || index >= number("devices", 1)) return INVALID_DEVICE;
  *device = index;
  return SUCCESS;
}

API cuDeviceGetName(char* name, int length, Device) {
  snprintf(name, size_t(length), "host emulation");
  return SUCCESS;
}

API cuDeviceGetAttribute(int* value, int attribute, Device) {
  const int capability = int(number("capability", 90));
  switch (attribute) {
    case 16: *value = 4; break; // multiprocessors
    case 75: *value = capability / 10; break;
    case 76: *value = capability % 10; break;
    case 97: *value = MOST_SHARED; break;
    default: return INVALID_VALUE;
  }
  return SUCCESS;
}

API cuDevicePrimaryCtxRetain(void** context, Device) {
  LOCKED;
  if (!initialized) return NOT_INITIALIZED;
  contexts++;
  *context = &contexts;
  return SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(Device) {
  LOCKED;
  if (contexts == 0) return INVALID_CONTEXT;
  if (--contexts > 0) return SUCCESS;
  const bool leaked = !memory.empty();
  lost = pending = SUCCESS; // a new context starts afresh
  return leaked ? CONTEXT_IS_DESTROYED : SUCCESS;
}

API cuCtxSetCurrent(void*) {
  LOCKED;
  return initialized ? SUCCESS : NOT_INITIALIZED;
}

API cuModuleLoadData(void** module, const void* image) {
  READY;
  if (Result r = Result(number("image", SUCCESS))) return r;
  if (strstr(static_cast<const char*>(image), ".version") == nullptr) return INVALID_IMAGE;
  *module = &memory;
  return SUCCESS;
}

API cuModuleUnload(void*) {
  LOCKED;
  return ready();
}

API cuModuleGetFunction(void** function, void*, const char* name) {
  READY;
  auto found = emu::kernels().find(name);
  if (found == emu::kernels().end()) return NOT_FOUND;
  static auto& functions = *new std::map<std::string, Function>;
  Function& f = functions[name];
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
  if (bytes > total() || used + bytes > total()) return OUT_OF_MEMORY;
  void* p = nullptr;
  if (posix_memalign(&p, 256, bytes) != 0) return OUT_OF_MEMORY;
  memset(p, 0xff, bytes);
  memory[static_cast<char*>(p)] = bytes;
  used += bytes;
  *address = Address(p);
  return SUCCESS;
}

API cuMemFree_v2(Address address) {
  LOCKED;
  auto block = memory.find(reinterpret_cast<char*>(address));
  if (block == memory.end()) return INVALID_VALUE;
  used -= block->second;
  free(block->first);
  memory.erase(block);
  return ready();
}

API cuMemGetInfo_v2(size_t* free, size_t* all) {
  READY;
  *all = total();
  *free = *all > used ? *all - used : 0;
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
  *stream = new Stream;
  return SUCCESS;
}

API cuStreamSynchronize(void* stream) {
  READY;
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
  if (gx == 0 || gy == 0 || gz == 0 || gy > 65535 || gz > 65535 || dynamic > unsigned(f->mostDynamic) ||
      bx * by * bz > f->kernel.threads) {
    return INVALID_VALUE;
  }
  auto arguments = std::make_shared<std::vector<std::max_align_t>>(f->kernel.argumentBytes / sizeof(std::max_align_t) + 1);
  memcpy(arguments->data(), parameters[0], f->kernel.argumentBytes);
  return submit(stream, [=] {
    const bool asked = setting("fail") == f->name;
    if (asked || !emu::launch({gx, gy, gz}, {bx, by, bz}, dynamic, [&] { f->kernel.run(arguments->data()); })) {
      if (!asked) fprintf(stderr, "emulator: %s: %s\n", f->name.c_str(), emu::fault.c_str());
      pending = LAUNCH_FAILED;
    }
    return SUCCESS;
  });
}

API cuStreamBeginCapture_v2(void* stream, int) {
  READY;
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

API cuGraphLaunch(void* executable, void*) {
  READY;
  for (auto& work : *static_cast<Graph*>(executable)) {
    if (pending != SUCCESS) break;
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
    case 222: *name = "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"; break;
    default: *name = "CUDA_ERROR_UNKNOWN"; break;
  }
  return SUCCESS;
}
