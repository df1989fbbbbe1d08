// libnvrtc.so.13 for tests: compiles with g++ for the host emulator, as the fake driver's own kernels
// were. What it hands back is a shared library, which the fake driver loads as a GPU loads a cubin.
//
// In a file `fake.settings` beside it:
//
//   major 14           version that it reports
//   minor 0
//   fail TEXT          the next compilations fail, and log this
//   garbage 1          they succeed, with an image that no driver takes
//
// Every compilation appends its options to a file `compilations` beside the library.
#include "fake_settings.h"

#include <cstdio>
#include <cstring>
#include <iterator>
#include <set>
#include <unistd.h>
#include <vector>

namespace {

using Result = int;
constexpr Result SUCCESS = 0, INVALID_INPUT = 3, INVALID_OPTION = 5, COMPILATION = 6;

struct Program {
  std::string source, log;
  std::vector<char> image;
};

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

/// As the compiler would: what it does not know, it refuses.
bool known(const std::string& option) {
  static const std::set<std::string> all = {"--gpu-architecture=sm_80", "--gpu-architecture=sm_86",
                                            "--gpu-architecture=sm_89", "--gpu-architecture=sm_90",
                                            "--std=c++17",              "--fmad=false",
                                            "-default-device"};
  return all.count(option) > 0;
}

/// Runs g++ on the source; what it prints becomes the log.
Result compile(Program& program) {
  char folder[] = "/tmp/fanin-nvrtc-XXXXXX";
  if (mkdtemp(folder) == nullptr) return COMPILATION;
  const std::string base = std::string(folder) + "/", source = base + "kernels.cu", image = base + "image.so";
  std::ofstream(source) << program.source;
  const std::string command = std::string("g++ " FLAGS " -O1 -shared -include " EMULATOR "/emulator.h -x c++ ") +
                              source + " -x none " + ownFolder() + "../libcuda.so.1 -o " + image + " >" + base +
                              "log 2>&1";
  const bool compiled = system(command.c_str()) == 0;
  program.log = contents(base + "log");
  const std::string bytes = contents(image);
  program.image.assign(bytes.begin(), bytes.end());
  for (const char* file : {"kernels.cu", "image.so", "log"}) unlink((base + file).c_str());
  rmdir(folder);
  return compiled ? SUCCESS : COMPILATION;
}

} // namespace

#define API extern "C" __attribute__((visibility("default")))

API Result nvrtcVersion(int* major, int* minor) {
  *major = int(number("major", 13));
  *minor = int(number("minor", 1));
  return SUCCESS;
}

API const char* nvrtcGetErrorString(Result result) {
  switch (result) {
    case SUCCESS: return "NVRTC_SUCCESS";
    case INVALID_INPUT: return "NVRTC_ERROR_INVALID_INPUT";
    case INVALID_OPTION: return "NVRTC_ERROR_INVALID_OPTION";
    default: return "NVRTC_ERROR_COMPILATION";
  }
}

API Result nvrtcCreateProgram(void** program, const char* source, const char* name, int headers, const char* const*,
                              const char* const*) {
  if (name == nullptr || headers != 0) return INVALID_INPUT;
  *program = new Program{source, "", {}};
  return SUCCESS;
}

API Result nvrtcCompileProgram(void* program, int count, const char* const* options) {
  auto& p = *static_cast<Program*>(program);
  std::ofstream compilations(ownFolder() + "compilations", std::ios::app);
  for (int i = 0; i < count; i++) {
    compilations << options[i] << (i + 1 < count ? ' ' : '\n');
    if (!known(options[i])) return INVALID_OPTION;
  }
  if (p.source.find("#include") != std::string::npos) return COMPILATION; // there are no files to include
  p.log = setting("fail");
  if (!p.log.empty()) return COMPILATION;
  if (number("garbage", 0) != 0) {
    p.image = {'g', 'a', 'r', 'b', 'a', 'g', 'e', '\0'};
    return SUCCESS;
  }
  return compile(p);
}

API Result nvrtcGetProgramLogSize(void* program, size_t* size) {
  *size = static_cast<Program*>(program)->log.size() + 1;
  return SUCCESS;
}

API Result nvrtcGetProgramLog(void* program, char* log) {
  strcpy(log, static_cast<Program*>(program)->log.c_str());
  return SUCCESS;
}

API Result nvrtcGetCUBINSize(void* program, size_t* size) {
  *size = static_cast<Program*>(program)->image.size();
  return SUCCESS;
}

API Result nvrtcGetCUBIN(void* program, char* image) {
  auto& bytes = static_cast<Program*>(program)->image;
  memcpy(image, bytes.data(), bytes.size());
  return SUCCESS;
}

API Result nvrtcDestroyProgram(void** program) {
  delete static_cast<Program*>(*program);
  *program = nullptr;
  return SUCCESS;
}
