import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** A file system in memory. */
const memory = '/dev/shm';
const enough = 2 ** 30;

function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > enough;
}

/** Where temporary files go: into memory where there is room, for what is flushed there waits for no disk. */
export const quickPlace = hasRoom(memory) ? memory : tmpdir();
