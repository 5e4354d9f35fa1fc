import { dirname, join } from 'node:path';
import type { Entry } from '../recipe.ts';
import type { DataSource } from '../source.ts';
import { checkImages, readBoxes } from './read-boxes.ts';
import { pathName } from '../listing/path-name.ts';
import type { DataPlace } from '../data-root.ts';
import { measurePictures, type Watch } from '../pictures/measure.ts';
import { presentFiles } from '../listing/present-files.ts';
import { emptyClass } from './class-folders.ts';
import { scanParts } from './scan-parts.ts';
import { type FolderScan, type ImageFile, scanFolder } from './scan.ts';

/** How a folder is opened. */
export interface FolderOptions {
  /** The CSV file of the pictures' boxes; a picture without one is unreadable. */
  readonly boxes?: string | undefined;
  readonly watch?: Watch | undefined;
  /** Whether its folders are parts, which hold those of classes. */
  readonly inParts?: boolean;
}

/** A folder a class; images are decoded to `channels` channels when they are wanted. */
export async function openFolder(
  place: DataPlace,
  channels: number,
  { boxes, watch, inParts = false }: FolderOptions = {},
): Promise<DataSource> {
  // Before any thread decodes: see there.
  await import('../pictures/decode-image.ts');
  const scan = await (inParts ? scanParts(place) : scanFolder(place));
  const pathOf = (file: ImageFile | undefined): string => join(place.directory, file?.name ?? '');
  const found = await measurePictures(
    scan.files.length,
    (index) => pathOf(scan.files[index]),
    channels,
    watch,
  );
  const { files, fingerprint, measured } = presentFiles(place, scan.files, found, scan.leftOut);
  if (files.length < scan.files.length) checkClasses(place, files, scan);
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
    classNames: scan.classNames,
    leftOut: scan.leftOut,
    fingerprint: known === undefined ? fingerprint : `${fingerprint}/${known.fingerprint}`,
    labelOf,
    fileOf,
    ...(inParts && { partOf: (index: number) => files[index]?.part ?? 'train' }),
    cellOf: (column) => (column === 'folder' ? (index) => dirname(files[index]?.name ?? '') : undefined),
    entry: (index) => ({
      recipe: { kind: 'file', path: pathOf(files[index]), channels, bytes: measured.bytes[index] ?? 0 },
      label: labelOf(index),
      ...boxOf(index),
    }),
  };
}

/** Throws a RunError for a class of which no picture is there. */
function checkClasses(
  place: DataPlace,
  files: readonly ImageFile[],
  { classNames, leftOut }: FolderScan,
): void {
  const labels = new Set(files.map(({ label }) => label));
  const empty = classNames.find((_, label) => !labels.has(label));
  if (empty !== undefined) throw emptyClass(place, empty, leftOut);
}
