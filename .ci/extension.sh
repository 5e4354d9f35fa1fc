#!/usr/bin/env bash
# The extension as a person gets it: packed without a warning, small, with these files and no others.
set -euo pipefail
cd "$(dirname "$0")/.."
node build.mjs --extension
vsce=.cache/vsce
[ -d "$vsce/node_modules/@vscode/vsce" ] ||
  npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix "$vsce" @vscode/vsce@3.9.2
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT
(cd editors/vscode/dist && node "../../../$vsce/node_modules/@vscode/vsce/vsce" package -o "$packed/cnnc.vsix") 2>&1 | tee "$packed/told"
if grep -q WARNING "$packed/told"; then
  echo 'vsce warns'
  exit 1
fi
size=$(stat -c %s "$packed/cnnc.vsix")
echo "cnnc.vsix has $size bytes"
[ "$size" -lt 600000 ]
