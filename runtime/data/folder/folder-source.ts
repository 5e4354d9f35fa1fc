import { join } from 'node:path';
import type { Entry } from '../recipe.ts';
import type { DataSource } from '../source.ts';
import { checkImages, pathName, readBoxes } from './read-boxes.ts';
import type { DataPlace } from '../data-root.ts';
import { runtimeMessages } from '../../messages.ts';
import { type Measured, measurePictures } from '../pictures/measure.ts';
import { RunError } from '../../run-error.ts';
import { type ImageFile, scanFolder } from './scan.ts';

/**
 * A folder a class; images are decoded to `channels` channels when they are wanted. `boxes`: the CSV file of
 * their boxes, an image without one being unreadable.
 */
export async function openFolder(place: DataPlace, channels: number, boxes?: string): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const { classNames, files, fingerprint, leftOut } = await scanFolder(place);
  const paths = files.map(({ name }) => join(place.directory, name));
  const measured = await measurePictures(paths, channels);
  checkLargest(files, measured, place);
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
    measured,
    bringsBox: known !== undefined,
    classNames,
    leftOut,
    fingerprint: known === undefined ? fingerprint : `${fingerprint}/${known.fingerprint}`,
    labelOf,
    fileOf,
    entry: (index) => ({
      recipe: { kind: 'file', path: paths[index] ?? '', channels, bytes: measured.bytes[index] ?? 0 },
      label: labelOf(index),
      ...boxOf(index),
    }),
  };
}

/** Throws a RunError for a picture that cannot be decoded in the memory that there is. */
function checkLargest(files: readonly ImageFile[], { bytes, pixels }: Measured, place: DataPlace): void {
  const { room, span } = place;
  const index = bytes.findIndex((needed) => needed > room.bytes);
  if (index < 0) return;
  const what = `to decode \`${pathName(files[index]?.name ?? '')}\`, of ${pixels[index]} pixels,`;
  throw new RunError(runtimeMessages.dataTooLarge(span, what, bytes[index] ?? 0, room));
}
