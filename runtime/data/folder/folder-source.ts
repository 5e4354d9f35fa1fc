import { join } from 'node:path';
import type { Entry } from '../recipe.ts';
import type { DataSource } from '../source.ts';
import { checkImages, pathName, readBoxes } from './read-boxes.ts';
import type { DataPlace } from '../data-root.ts';
import { scanFolder } from './scan.ts';

/**
 * A folder a class; images are decoded to `channels` channels when they are wanted. `boxes`: the CSV file of
 * their boxes, an image without one being unreadable.
 */
export async function openFolder(place: DataPlace, channels: number, boxes?: string): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const { classNames, files, fingerprint, leftOut } = await scanFolder(place);
  const fileOf = (index: number): string => files[index]?.name ?? '';
  const labelOf = (index: number): number => files[index]?.label ?? 0;
  const known = boxes === undefined ? undefined : await readBoxes({ ...place, file: boxes });
  if (known !== undefined && boxes !== undefined) {
    checkImages(known, new Set(files.map(({ name }) => pathName(name))), { ...place, file: boxes });
  }
  const boxOf = (index: number): Pick<Entry, 'written'> =>
    known === undefined ? {} : { written: known.boxes.get(pathName(fileOf(index))) ?? 'missing' };
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: known !== undefined,
    classNames,
    leftOut,
    fingerprint: known === undefined ? fingerprint : `${fingerprint}/${known.fingerprint}`,
    labelOf,
    fileOf,
    entry: (index) => ({
      recipe: { kind: 'file', path: join(place.directory, fileOf(index)), channels },
      label: labelOf(index),
      ...boxOf(index),
    }),
  };
}
