import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileError } from '../../../runtime/files/file-error.ts';
import { GrowingBytes } from '../../../runtime/files/growing-bytes.ts';
import { openFile, readBytes, readFile, readFileSync, readText } from '../../../runtime/files/read-file.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { specialFiles } from '../../support/special-files.ts';

const limit = 1000;

function file(content: string | Uint8Array): string {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, content);
  return path;
}

const readSync = async (path: string, most: number): Promise<Buffer> =>
  Promise.resolve(readFileSync(path, most));

/** What a reader says of a path: its content, or the error. */
const saidOf = (read: Promise<Buffer>): Promise<string> =>
  read.then(
    (bytes) => bytes.toString(),
    (error: unknown) =>
      error instanceof FileError ? `${error.code}: ${error.message} (${error.fix})` : String(error),
  );

describe.each([
  ['readFile', readFile],
  ['readFileSync', readSync],
])('%s', (_name, read) => {
  it('gives a regular file as a whole, up to its limit', async () => {
    expect(await saidOf(read(file(''), limit))).toBe('');
    expect(await saidOf(read(file('abc'), 3))).toBe('abc');
    expect(await saidOf(read(file('abcd'), 3))).toBe(
      'TOO_LARGE: it has 4 B, and at most 3 B are read (name a smaller file)',
    );
  });

  it.each(specialFiles)('refuses %s without waiting for it', async (kind, make) => {
    const said = await saidOf(read(await make('special'), limit));
    const words =
      kind === 'a socket' ? 'it is a socket or a device, not a file' : `it is ${kind}, not a file`;
    expect(said).toContain(words);
  });

  it.runIf(process.platform === 'linux')('refuses what the system makes as it is read', async () => {
    for (const path of ['/proc/self/maps', '/proc/version', '/sys/kernel/notes', '/proc/self/environ'])
      if (existsSync(path))
        expect(await saidOf(read(path, 2 ** 24))).toContain(
          'its content is made by the system as it is read',
        );
  });

  it('says why there is nothing to read', async () => {
    expect(await saidOf(read('/nowhere/at', limit))).toBe('ENOENT: there is no such file (correct the path)');
    expect(await saidOf(read('a\0b', limit))).toContain('no file can have this name');
    expect(await saidOf(read(join(file(''), 'x'), limit))).toContain('a part of its path is not a directory');
  });
});

it('bytes grow with a file that has more than was said, up to the limit', () => {
  const whole = new GrowingBytes(3, 100);
  for (let left = 50; left > 0;) {
    const some = Math.min(left, whole.room);
    whole.bytes.fill(left, whole.filled, whole.filled + some);
    whole.grow(some);
    left -= some;
  }
  expect(whole.content()).toHaveLength(50);
  const few = new GrowingBytes(3, 10);
  expect(() => {
    for (;;) few.grow(few.room);
  }).toThrow('it has more, and at most 10 B are read');
});

it('readBytes gives a part, and no more than there is', async () => {
  const open = await openFile(file('abcdef'), limit);
  try {
    expect((await readBytes(open, 2, 3)).toString()).toBe('cde');
    await expect(readBytes(open, 4, 3)).rejects.toThrow('it became shorter while it was read');
  } finally {
    await open.handle.close();
  }
});

it('readText takes UTF-8 alone', async () => {
  expect(await readText(file('größe'), limit)).toBe('größe');
  await expect(readText(file(new Uint8Array([0x66, 0xff])), limit)).rejects.toThrow('it is not a UTF-8 text');
});
