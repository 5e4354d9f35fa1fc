import { lstatSync, renameSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './atomic-write.ts';
import { asideOf } from './temporary.ts';

/**
 * Puts a directory that was made beside a place into it; what is there is put aside, and removed only then. A kill
 * leaves the old one or the new one in the place, or the old one aside, which `restoreAside` puts back: systems that
 * exchange two directories in one step offer that to no program of Node's.
 */
export async function replaceDirectory(making: string, place: string): Promise<void> {
  const aside = asideOf(place);
  const replaces = isThere(place);
  // Without a turn of the event loop between them.
  if (replaces) renameSync(place, aside);
  try {
    renameSync(making, place);
  } catch (error) {
    if (replaces && !isThere(place)) renameSync(aside, place);
    throw error;
  }
  await syncDirectory(dirname(place));
  if (replaces) await rm(aside, { recursive: true, force: true });
}

/**
 * Puts a directory that was made beside a place into it where nothing is there, or an empty directory. Rejects where something else is,
 * also what came at this moment: the system renames no directory over one that holds something.
 */
export async function placeDirectory(making: string, place: string): Promise<void> {
  if (isThere(place)) rmdirSync(place);
  renameSync(making, place);
  await syncDirectory(dirname(place));
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
