import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { openFile, readBytes } from '../../../files/read-file.ts';
import { isWithin } from '../../../files/is-within.ts';
import { largestWeights } from '../weights-file.ts';
import type { WeightGroup } from './read-manifest.ts';

/** Reads bytes of a group of weights, of all its files one after the other. */
export type ReadGroup = (start: number, end: number) => Promise<Uint8Array>;

interface Shard {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The files of a group, which lie beside `model.json` or in folders there, links followed. Together they have just the bytes that the
 * weights take, so that no more memory is taken than there is on disk. Throws an Error that says what is wrong with them.
 */
export async function openShards(model: string, { paths, bytes }: WeightGroup): Promise<ReadGroup> {
  const folder = await realpath(dirname(resolve(model)));
  const shards: Shard[] = [];
  for (const path of paths) {
    const start = shards.at(-1)?.end ?? 0;
    const file = await placeOf(folder, path);
    shards.push({ path: file, start, end: start + (await sizeOf(file, path)) });
  }
  const found = shards.at(-1)?.end ?? 0;
  if (found !== bytes) throw new Error(`its files have ${found} bytes of weights, and it lists ${bytes}`);
  return async (start, end) => {
    const whole = new Uint8Array(end - start);
    for (const shard of shards) {
      const [from, to] = [Math.max(start, shard.start), Math.min(end, shard.end)];
      if (from < to) whole.set(await part(shard.path, from - shard.start, to - from), from - start);
    }
    return whole;
  };
}

async function placeOf(folder: string, path: string): Promise<string> {
  const real = await realpath(join(folder, path)).catch(() => undefined);
  const isNamed = path !== '' && !path.includes('\0');
  if (isNamed && real === undefined)
    throw new Error(`${named(path)} is not there, one of the files that it lists`);
  if (real === undefined || !isWithin(real, folder))
    throw new Error(`it lists ${named(path)}, which lies outside of its folder`);
  return real;
}

const named = (path: string): string => JSON.stringify(path.slice(0, 80));

async function sizeOf(file: string, path: string): Promise<number> {
  const { handle, size } = await openFile(file, largestWeights).catch((error: unknown) => {
    throw new Error(`${named(path)}: ${error instanceof Error ? error.message : String(error)}`);
  });
  await handle.close();
  return size;
}

async function part(path: string, position: number, length: number): Promise<Uint8Array> {
  const file = await openFile(path, largestWeights);
  try {
    return await readBytes(file, position, length);
  } finally {
    await file.handle.close();
  }
}
