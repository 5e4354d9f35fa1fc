#!/usr/bin/env bash
# Gives tfjs-node-gpu of this checkout a native binding, for the benchmark's tfjs-layers row only: compiles the
# package's own binding against the TensorFlow of a Python environment (see peers/README.md beside the data).
#   bench/native-tfjs.sh [PYTHON]      default: ~/.cache/cnnc-peers/bin/python
# Exits 3, saying why, where something it needs is missing.
set -euo pipefail
cd "$(dirname "$0")/../node_modules/@tensorflow/tfjs-node-gpu" || exit 3
python=${1:-$HOME/.cache/cnnc-peers/bin/python}
[ -x "$python" ] || { echo "native-tfjs: no Python environment with TensorFlow at $python" >&2; exit 3; }
tensorflow=$("$python" -c 'import importlib.util as u; print(u.find_spec("tensorflow").submodule_search_locations[0])')
headers=$(dirname "$(dirname "$(node -p process.execPath)")")/include/node
[ -e "$headers/node_api.h" ] || headers=/usr/include/node
[ -e "$headers/node_api.h" ] || { echo "native-tfjs: Node's headers are not installed" >&2; exit 3; }
mkdir -p deps/lib lib/napi-v8
for library in libtensorflow_cc.so.2 libtensorflow_framework.so.2; do
  ln -sf "$tensorflow/$library" deps/lib/
done
g++ -shared -fPIC -std=c++17 -O2 -DNAPI_VERSION=8 -I"$headers" -I"$tensorflow/include" -I.. \
  binding/tfjs_backend.cc binding/tfjs_binding.cc -o lib/napi-v8/tfjs_binding.node \
  -Ldeps/lib -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 -Wl,-rpath,"$tensorflow" -w
node -e 'require("./dist/index.js")' 2>/dev/null && echo "tfjs-node-gpu runs on $tensorflow"
