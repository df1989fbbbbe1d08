// What a fake library is asked to play, from a file `fake.settings` beside it, of lines "key value".
#pragma once
#include <dlfcn.h>
#include <cstdlib>
#include <fstream>
#include <string>

/// The folder of the library that this was compiled into, with a slash at its end.
static inline std::string ownFolder() {
  static const char here = 0;
  Dl_info self;
  if (dladdr(&here, &self) == 0) return "";
  const std::string path = self.dli_fname;
  return path.substr(0, path.rfind('/') + 1);
}

/// What stands after a key, to the end of the line; read anew at every call, so that a test can change it.
static inline std::string setting(const std::string& key) {
  std::ifstream file(ownFolder() + "fake.settings");
  std::string name, value;
  while (file >> name && std::getline(file >> std::ws, value)) {
    if (name == key) return value;
  }
  return "";
}

static inline long number(const std::string& key, long otherwise) {
  const std::string text = setting(key);
  return text.empty() ? otherwise : atol(text.c_str());
}
