// Preloaded into a process under test (`node --import`): something befalls it at its n-th step of writing under a folder, in
// place of a random moment (`KILL_WITH`): it is killed, gets signals (`SIGINT`, `SIGTERM`, two of them at once), writes nothing
// more (`ENOSPC`, `EROFS`), or its clock jumps back a day (`clock`). Each call that changes something is a step, and each write of a content
// two: before it and when half of it is on the disk. Without n it counts; the count is left in a file. With `KILL_COPIES`, a folder,
// it leaves there, before each step, a copy of what a kill would leave: what lies on the disk, files that were not flushed empty.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';

const require = createRequire(import.meta.url);
const fs = require('node:fs');
const promises = require('node:fs/promises');
const { KILL_AT, KILL_WITH = 'SIGKILL', KILL_UNDER = '', KILL_COUNT, KILL_COPIES } = process.env;
const { cpSync, existsSync, writeFileSync } = fs;
const last = Number(KILL_AT ?? Infinity);
const day = 86_400_000;
let steps = 0;
let failure;
/** Files with a content that a machine which loses power would forget. */
const unflushed = new Set();

const failures = { ENOSPC: 'no space left on device', EROFS: 'read-only file system' };
/** What goes well nevertheless: what needs no room, and what changes nothing. */
const harmless = { ENOSPC: ['rm', 'rename', 'close'], EROFS: ['close'] };

const isUnder = (path) =>
  typeof path === 'string' && (resolve(path) === KILL_UNDER || resolve(path).startsWith(KILL_UNDER + sep));

/** Throws where nothing can be written any more. */
function step(name) {
  if (KILL_COPIES !== undefined) copy();
  if (++steps === last) befall();
  if (failure !== undefined && !harmless[KILL_WITH].includes(name))
    throw Object.assign(new Error(`${KILL_WITH}: ${failure}, ${name}`), { code: KILL_WITH, syscall: name });
}

function copy() {
  if (!existsSync(KILL_UNDER)) return;
  const place = join(KILL_COPIES, String(steps).padStart(5, '0'));
  cpSync(KILL_UNDER, place, { recursive: true });
  for (const path of unflushed) {
    const copied = join(place, relative(KILL_UNDER, path));
    if (existsSync(copied)) writeFileSync(copied, '');
  }
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
const { rename } = promises;
promises.rename = async (from, to) => {
  await rename(from, to);
  if (unflushed.delete(from)) unflushed.add(to);
  else unflushed.delete(to);
};
for (const name of ['mkdir', 'rename', 'rm', 'utimes', 'writeFile'])
  patch(promises, name, (error) => Promise.reject(error));
for (const name of ['renameSync', 'mkdirSync', 'rmSync']) patch(fs, name, throws);

const { open } = promises;
promises.open = async (path, flags = 'r', ...others) => {
  const writes = isUnder(path) && (typeof flags === 'number' ? (flags & 3) !== 0 : flags !== 'r');
  if (writes) step('open');
  const handle = await open(path, flags, ...others);
  if (writes) watch(handle, path);
  return handle;
};

function watch(handle, path) {
  for (const name of ['sync', 'chmod', 'close', 'truncate']) {
    const original = handle[name].bind(handle);
    handle[name] = async (...given) => {
      // A file is closed though nothing more is written.
      if (name === 'close') await original(...given);
      step(name);
      if (name === 'sync') unflushed.delete(path);
      if (name !== 'close') return original(...given);
    };
  }
  const writeFile = handle.writeFile.bind(handle);
  handle.writeFile = async (content) => {
    step('write');
    unflushed.add(path);
    const bytes = Buffer.from(content);
    const half = Math.floor(bytes.length / 2);
    await writeFile(bytes.subarray(0, half));
    step('write');
    await writeFile(bytes.subarray(half));
  };
  const write = handle.write.bind(handle);
  handle.write = async (...given) => {
    step('write');
    unflushed.add(path);
    return write(...given);
  };
}

syncBuiltinESMExports();
if (KILL_COUNT !== undefined) process.on('exit', () => writeFileSync(KILL_COUNT, String(steps)));
