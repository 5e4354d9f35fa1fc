/**
 * A native module of two functions, `mute` and `unmute`, for the standard error of the process. TensorFlow 2.21 prints
 * a line while it is loaded, before it looks at TF_CPP_MIN_LOG_LEVEL, and JavaScript cannot turn a descriptor aside.
 */
export const quietSource = String.raw`#include <fcntl.h>
#include <node_api.h>
#include <unistd.h>

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

NAPI_MODULE_INIT() {
  napi_property_descriptor functions[] = {
      {"mute", 0, Mute, 0, 0, 0, napi_enumerable, 0},
      {"unmute", 0, Unmute, 0, 0, 0, napi_enumerable, 0},
  };
  napi_define_properties(env, exports, 2, functions);
  return exports;
}
`;
