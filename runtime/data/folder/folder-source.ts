import { join } from 'node:path';
import type { DataSource } from '../source.ts';
import { scanFolder, type FolderPlace } from './scan.ts';

/** A folder a class; images are decoded to `channels` channels when they are wanted. */
export async function openFolder(place: FolderPlace, channels: number): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('./decode.ts');
  const { classNames, files, fingerprint } = await scanFolder(place);
  const fileOf = (index: number): string => files[index]?.name ?? '';
  const labelOf = (index: number): number => files[index]?.label ?? 0;
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: false,
    classNames,
    fingerprint,
    labelOf,
    fileOf,
    entry: (index) => ({
      recipe: { kind: 'file', path: join(place.directory, fileOf(index)), channels },
      label: labelOf(index),
    }),
  };
}
