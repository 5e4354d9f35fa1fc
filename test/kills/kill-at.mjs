// Preloaded into a process under test (`node --import`): something befalls it at its n-th step of writing under a folder, in
// place of a random moment (`KILL_WITH`): it is killed, gets signals (`SIGINT`, `SIGTERM`, two of them at once), writes nothing
// more (`ENOSPC`, `EROFS`), or its clock jumps back a day (`clock`). Each call that changes something is a step, and each write of a content
// two: before it and when half of it is on the disk. Without n it counts; the count is left in a file.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const promises = require('node:fs/promises');
const { KILL_AT, KILL_WITH = 'SIGKILL', KILL_UNDER = '', KILL_COUNT } = process.env;
const { writeFileSync } = fs;
const last = Number(KILL_AT ?? Infinity);
const day = 86_400_000;
let steps = 0;
let failure;

const failures = { ENOSPC: 'no space left on device', EROFS: 'read-only file system' };
/** What goes well nevertheless: what needs no room, and what changes nothing. */
const harmless = { ENOSPC: ['rm', 'rename', 'close'], EROFS: ['close'] };

const isUnder = (path) =>
  typeof path === 'string' && (resolve(path) === KILL_UNDER || resolve(path).startsWith(KILL_UNDER + sep));

/** Throws where nothing can be written any more. */
function step(name) {
  if (++steps === last) befall();
  if (failure !== undefined && !harmless[KILL_WITH].includes(name))
    throw Object.assign(new Error(`${KILL_WITH}: ${failure}, ${name}`), { code: KILL_WITH, syscall: name });
}

function befall() {
  failure = failures[KILL_WITH];
  if (failure !== undefined) return;
  if (KILL_WITH === 'clock') return turnBack();
  const [first, ...others] = KILL_WITH.split(' ');
  process.kill(process.pid, first);
  if (first === 'SIGKILL') for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  for (const other of others) setTimeout(() => process.kill(process.pid, other), 2);
}

function turnBack() {
  const { now } = Date;
  Date.now = () => now() - day;
  globalThis.Date = new Proxy(Date, {
    construct: (of, given) => Reflect.construct(of, given.length === 0 ? [of.now()] : given),
  });
}

function patch(holder, name, failed) {
  const original = holder[name];
  holder[name] = (path, ...others) => {
    try {
      if (isUnder(path)) step(name.replace('Sync', ''));
    } catch (error) {
      return failed(error);
    }
    return original(path, ...others);
  };
}

const throws = (error) => {
  throw error;
};
for (const name of ['mkdir', 'rename', 'rm', 'utimes', 'writeFile'])
  patch(promises, name, (error) => Promise.reject(error));
for (const name of ['renameSync', 'mkdirSync', 'rmSync']) patch(fs, name, throws);

const { open } = promises;
promises.open = async (path, flags = 'r', ...others) => {
  const writes = isUnder(path) && (typeof flags === 'number' ? (flags & 3) !== 0 : flags !== 'r');
  if (writes) step('open');
  const handle = await open(path, flags, ...others);
  if (writes) watch(handle);
  return handle;
};

function watch(handle) {
  for (const name of ['sync', 'chmod', 'close', 'truncate']) {
    const original = handle[name].bind(handle);
    handle[name] = async (...given) => {
      // A file is closed though nothing more is written.
      if (name === 'close') await original(...given);
      step(name);
      if (name !== 'close') return original(...given);
    };
  }
  const writeFile = handle.writeFile.bind(handle);
  handle.writeFile = async (content) => {
    step('write');
    const bytes = Buffer.from(content);
    const half = Math.floor(bytes.length / 2);
    await writeFile(bytes.subarray(0, half));
    step('write');
    await writeFile(bytes.subarray(half));
  };
  const write = handle.write.bind(handle);
  handle.write = async (...given) => {
    step('write');
    return write(...given);
  };
}

syncBuiltinESMExports();
if (KILL_COUNT !== undefined) process.on('exit', () => writeFileSync(KILL_COUNT, String(steps)));
