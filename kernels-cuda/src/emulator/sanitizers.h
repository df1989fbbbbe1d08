// What AddressSanitizer and ThreadSanitizer want to know of fibres; nothing in a plain build.
//
// For the race detector a switch orders nothing: only barriers do, told to it as a release by every
// thread that arrives and an acquire by every thread that leaves.
#pragma once
#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if defined(__SANITIZE_THREAD__)
extern "C" {
void* __tsan_get_current_fiber(void);
void* __tsan_create_fiber(unsigned);
void __tsan_destroy_fiber(void*);
void __tsan_switch_to_fiber(void*, unsigned);
void __tsan_acquire(void*);
void __tsan_release(void*);
}
#endif

namespace sanitizers {

#if defined(__SANITIZE_THREAD__)
constexpr bool findsRaces = true;
#else
constexpr bool findsRaces = false;
#endif

/// What the sanitizers keep for a fibre.
struct Fibre {
  const void* stack = nullptr;
  size_t bytes = 0;
  void* fakeStack = nullptr;
  void* racer = nullptr;
};

inline void create([[maybe_unused]] Fibre& f) {
#if defined(__SANITIZE_THREAD__)
  f.racer = __tsan_create_fiber(0);
#endif
#if defined(__SANITIZE_ADDRESS__)
  __asan_unpoison_memory_region(f.stack, f.bytes);
#endif
}

inline void adopt([[maybe_unused]] Fibre& f) {
#if defined(__SANITIZE_THREAD__)
  f.racer = __tsan_get_current_fiber();
#endif
}

inline void destroy([[maybe_unused]] Fibre& f) {
#if defined(__SANITIZE_THREAD__)
  __tsan_destroy_fiber(f.racer);
#endif
}

/// Before leaving `from`, for good where it is ending.
inline void leave([[maybe_unused]] Fibre& from, [[maybe_unused]] Fibre& to, [[maybe_unused]] bool ending) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(ending ? nullptr : &from.fakeStack, to.stack, to.bytes);
#endif
#if defined(__SANITIZE_THREAD__)
  __tsan_switch_to_fiber(to.racer, 1); // 1: the switch orders nothing
#endif
}

/// After arriving in `self`; `host` is the fibre of the scheduler, whose stack is learned here.
inline void arrive([[maybe_unused]] Fibre& self, [[maybe_unused]] Fibre& host) {
#if defined(__SANITIZE_ADDRESS__)
  const void* stack;
  size_t bytes;
  __sanitizer_finish_switch_fiber(self.fakeStack, &stack, &bytes);
  if (&self != &host) {
    host.stack = stack;
    host.bytes = bytes;
  }
#endif
}

inline void acquire([[maybe_unused]] void* address) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(address);
#endif
}

inline void release([[maybe_unused]] void* address) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(address);
#endif
}

} // namespace sanitizers
