// libnccl.so.2 for tests: what a group of calls asks for is done at its end, over host memory.
//
// In a file `fake.settings` beside it:
//
//   nccl 3             what the next collectives return
//   ncclInit 2         what making communicators returns
#include "fake_settings.h"

#include <cstring>
#include <map>
#include <vector>

namespace {

using Result = int;
constexpr Result SUCCESS = 0, INVALID_ARGUMENT = 4, INVALID_USAGE = 5;

struct Group;

struct Communicator {
  Group* group;
  int rank;
};

struct Call {
  const char* from;
  char* to;
  size_t bytes;
};

/// The communicators that were made together, and what each has asked for.
struct Group {
  int ranks;
  int open;
  std::map<int, Call> calls;
};

int depth;
std::vector<Group*> asked;

/// Every rank's piece to every rank, in the order of ranks.
Result run(Group& group) {
  if (int(group.calls.size()) != group.ranks) return INVALID_USAGE; // a GPU would wait for ever
  for (auto& to : group.calls) {
    for (auto& from : group.calls) {
      if (from.second.bytes != to.second.bytes) return INVALID_ARGUMENT;
      memmove(to.second.to + size_t(from.first) * from.second.bytes, from.second.from, from.second.bytes);
    }
  }
  group.calls.clear();
  return SUCCESS;
}

} // namespace

#define API extern "C" __attribute__((visibility("default")))

API const char* ncclGetErrorString(Result result) {
  switch (result) {
    case SUCCESS: return "no error";
    case 2: return "unhandled system error";
    case 3: return "internal error";
    case INVALID_ARGUMENT: return "invalid argument";
    default: return "invalid usage";
  }
}

API Result ncclCommInitAll(void** communicators, int count, const int* devices) {
  if (Result r = Result(number("ncclInit", SUCCESS))) return r;
  for (int i = 0; i < count; i++) {
    for (int j = 0; j < i; j++) {
      if (devices[i] == devices[j]) return INVALID_USAGE;
    }
  }
  auto* group = new Group{count, count, {}};
  for (int rank = 0; rank < count; rank++) communicators[rank] = new Communicator{group, rank};
  return SUCCESS;
}

API Result ncclCommDestroy(void* communicator) {
  auto* own = static_cast<Communicator*>(communicator);
  if (--own->group->open == 0) delete own->group;
  delete own;
  return SUCCESS;
}

API Result ncclGroupStart() {
  depth++;
  return SUCCESS;
}

API Result ncclGroupEnd() {
  if (depth == 0) return INVALID_USAGE;
  if (--depth > 0) return SUCCESS;
  Result result = Result(number("nccl", SUCCESS));
  std::vector<Group*> groups;
  groups.swap(asked);
  for (Group* group : groups) {
    const Result r = group->calls.empty() ? SUCCESS : run(*group);
    if (result == SUCCESS) result = r;
  }
  return result;
}

API Result ncclAllGather(const void* from, void* to, size_t count, int type, void* communicator, void* stream) {
  if (depth == 0 || stream == nullptr) return INVALID_USAGE;
  auto* own = static_cast<Communicator*>(communicator);
  const size_t bytes = type == 7 ? 4 : type == 8 ? 8 : 0; // float32 and float64
  if (bytes == 0) return INVALID_ARGUMENT;
  own->group->calls[own->rank] = {static_cast<const char*>(from), static_cast<char*>(to), count * bytes};
  asked.push_back(own->group);
  return SUCCESS;
}
