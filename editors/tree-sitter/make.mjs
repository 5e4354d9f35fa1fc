// Makes src/ and tree-sitter-cnn.wasm anew from grammar.js: `node make.mjs`. It takes Tree-sitter's command line (`tree-sitter`) and
// Debian's clang-14, lld-14 and wasi-libc, whose headers suffice: nothing is linked.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const room = import.meta.dirname;
const run = (command, ...args) => execFileSync(command, args, { cwd: room, encoding: 'utf8' });
const versionOf = (command) => /\d+\.\d+\.\d+/.exec(run(command, '--version'))?.[0];

// Version 14 of the tables is what every editor of today reads.
run('tree-sitter', 'generate', '--abi', '14');
for (const unused of ['alloc.h', 'array.h']) rmSync(join(room, 'src/tree_sitter', unused), { force: true });

const objects = mkdtempSync(join(tmpdir(), 'tree-sitter-cnn-'));
const compiled = ['parser', 'scanner'].map((name) => {
  const object = join(objects, `${name}.o`);
  const code = ['-target', 'wasm32-unknown-emscripten', '-fPIC', '-fvisibility=hidden', '-Oz'];
  const headers = ['-isystem', '/usr/include/wasm32-wasi', '-I', 'src'];
  run('clang-14', ...code, ...headers, '-c', `src/${name}.c`, '-o', object);
  return object;
});
const library = ['-shared', '--experimental-pic', '--no-entry', '--allow-undefined', '--strip-all'];
run('wasm-ld-14', ...library, '--export=tree_sitter_cnn', ...compiled, '-o', 'tree-sitter-cnn.wasm');
rmSync(objects, { recursive: true });

const files = [
  'src/grammar.json',
  'src/node-types.json',
  'src/parser.c',
  'src/scanner.c',
  'tree-sitter-cnn.wasm',
];
const hashOf = (path) =>
  createHash('sha256')
    .update(readFileSync(join(room, path)))
    .digest('hex');
const made = {
  with: { 'tree-sitter': versionOf('tree-sitter'), clang: versionOf('clang-14') },
  files: Object.fromEntries(files.map((path) => [path, hashOf(path)])),
};
writeFileSync(join(room, 'made.json'), `${JSON.stringify(made, null, 2)}\n`);
