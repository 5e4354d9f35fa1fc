// Preloaded into a process under test (`node --import`): ends it at its n-th step of writing under a folder, in place of
// a kill at a random moment. Each call that changes something is a step, and each write of a content two: before it and
// when half of it is on the disk. Without n it counts, and leaves the number in a file.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const promises = require('node:fs/promises');
const { KILL_AT, KILL_UNDER = '', KILL_COUNT } = process.env;
const { writeFileSync } = fs;
const last = Number(KILL_AT ?? Infinity);
let steps = 0;

const isUnder = (path) =>
  typeof path === 'string' && (resolve(path) === KILL_UNDER || resolve(path).startsWith(KILL_UNDER + sep));

function step() {
  if (++steps === last) end();
}

function end() {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function patch(holder, name) {
  const original = holder[name];
  holder[name] = (path, ...others) => {
    if (isUnder(path)) step();
    return original(path, ...others);
  };
}

for (const name of ['mkdir', 'rename', 'rm', 'utimes']) patch(promises, name);
for (const name of ['renameSync', 'mkdirSync', 'rmSync']) patch(fs, name);

const { open } = promises;
promises.open = async (path, flags = 'r', ...others) => {
  const writes = typeof flags === 'string' && flags !== 'r' && isUnder(path);
  if (writes) step();
  const handle = await open(path, flags, ...others);
  if (writes) watch(handle);
  return handle;
};

function watch(handle) {
  for (const name of ['sync', 'chmod', 'close']) {
    const original = handle[name].bind(handle);
    handle[name] = (...given) => {
      step();
      return original(...given);
    };
  }
  const writeFile = handle.writeFile.bind(handle);
  handle.writeFile = async (content) => {
    step();
    if (++steps !== last) return writeFile(content);
    const bytes = Buffer.from(content);
    await writeFile(bytes.subarray(0, Math.floor(bytes.length / 2)));
    return end();
  };
}

syncBuiltinESMExports();
if (KILL_COUNT !== undefined) process.on('exit', () => writeFileSync(KILL_COUNT, String(steps)));
