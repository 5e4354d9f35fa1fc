#!/usr/bin/env bash
# The package as a person gets it: packed, installed into an empty folder, used as a command and as a typed library.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack --silent --ignore-scripts=false --pack-destination "$folder"
cp examples/shapes.cnn "$folder"
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ./cnnc-*.tgz typescript@5 @types/node@20
npx cnnc check shapes.cnn
cat > use.ts <<'TS'
import { bind, compile, plan, Source, type Diagnostic } from 'cnnc';
import { train, type Trained } from 'cnnc/runtime';
const found: readonly Diagnostic[] = compile(new Source('a.cnn', 'model M { input x: float32[4] Dense(2) }')).diagnostics;
const names: readonly string[] = bind(new Source('a.cnn', 'let n = 3')).symbols.map(({ name }) => name);
const wanted: Promise<Trained> | undefined = found.length > 0 ? train('shapes.cnn', { epochs: 1 }) : undefined;
// @ts-expect-error a batch is a number
void (() => train('shapes.cnn', { batch: 'many' }));
console.log(found.length, names.join(), wanted, typeof plan);
TS
npx tsc --strict --skipLibCheck false --module nodenext --target es2022 --types node use.ts
node use.js
