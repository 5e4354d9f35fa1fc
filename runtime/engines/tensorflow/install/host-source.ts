/**
 * A native module of what JavaScript cannot do for the process. `mute` and `unmute`: its standard error; TensorFlow 2.21
 * prints a line while it is loaded, before it looks at TF_CPP_MIN_LOG_LEVEL. `trim`: gives back what lies free in malloc's
 * heaps; TensorFlow leaves several times a graph's size there when it has read and optimized one.
 */
export const hostSource = String.raw`#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static int kept = -1;

static napi_value Mute(napi_env, napi_callback_info) {
  if (kept >= 0) return nullptr;
  int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  kept = fcntl(2, F_DUPFD_CLOEXEC, 3);
  if (kept >= 0 && nowhere >= 0) dup2(nowhere, 2);
  if (nowhere >= 0) close(nowhere);
  return nullptr;
}

static napi_value Unmute(napi_env, napi_callback_info) {
  if (kept < 0) return nullptr;
  dup2(kept, 2);
  close(kept);
  kept = -1;
  return nullptr;
}

static napi_value Trim(napi_env, napi_callback_info) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"mute", 0, Mute, 0, 0, 0, napi_enumerable, 0},
      {"unmute", 0, Unmute, 0, 0, 0, napi_enumerable, 0},
      {"trim", 0, Trim, 0, 0, 0, napi_enumerable, 0},
  };
  napi_define_properties(env, exports, 3, functions);
  return exports;
}
`;
