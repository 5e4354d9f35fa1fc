import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Entry } from '../recipe.ts';
import type { DataSource } from '../source.ts';
import { checkImages, readBoxes } from './read-boxes.ts';
import { pathName } from '../listing/path-name.ts';
import type { DataPlace } from '../data-root.ts';
import { runtimeMessages } from '../../messages.ts';
import { type Measured, type MeasuredFiles, measurePictures, type Watch } from '../pictures/measure.ts';
import { RunError } from '../../run-error.ts';
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
  const { files, fingerprint, measured } = whatIsThere(place, scan, found);
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

interface Present {
  readonly files: readonly ImageFile[];
  /** Of names, sizes and dates. */
  readonly fingerprint: string;
  readonly measured: Measured;
}

/** The files that are there after all, the others being left out. Throws a RunError for a class of which none is. */
function whatIsThere(
  place: DataPlace,
  { files, leftOut, classNames }: FolderScan,
  found: MeasuredFiles,
): Present {
  const { sizes, dates, missing } = found;
  const hash = createHash('sha256');
  for (const [index, { name }] of files.entries()) {
    const reason = missing.get(index);
    if (reason === undefined) hash.update(`${name}\0${sizes[index]}\0${Math.floor(dates[index] ?? 0)}\n`);
    // As which bytes that are no UTF-8 are read.
    else leftOut.add(name, `cannot be read: ${name.includes('\ufffd') ? 'its name is not UTF-8' : reason}`);
  }
  const fingerprint = hash.digest('hex').slice(0, 32);
  const { pixels, bytes } = found;
  if (missing.size === 0) return { files, fingerprint, measured: { pixels, bytes } };
  const isThere = (_: unknown, index: number): boolean => !missing.has(index);
  const present = files.filter(isThere);
  const labels = new Set(present.map(({ label }) => label));
  const empty = classNames.find((_, label) => !labels.has(label));
  if (empty !== undefined) throw emptyClass(place, empty, leftOut);
  const measured = { pixels: pixels.filter(isThere), bytes: bytes.filter(isThere) };
  return { files: present, fingerprint, measured };
}

/** Throws a RunError for a picture that cannot be decoded in the memory that there is. */
function checkLargest(files: readonly ImageFile[], { bytes, pixels }: Measured, place: DataPlace): void {
  const { room } = place;
  const index = bytes.findIndex((needed) => needed > room.bytes);
  if (index < 0) return;
  throw tooLargeToDecode(place, files[index]?.name ?? '', pixels[index] ?? 0, bytes[index] ?? 0);
}

/** For a picture of so many pixels, of which decoding takes so many bytes. */
export const tooLargeToDecode = (
  { span, room }: DataPlace,
  name: string,
  pixels: number,
  bytes: number,
): RunError => {
  const what = `to decode \`${pathName(name)}\`, of ${pixels} pixels,`;
  return new RunError(runtimeMessages.dataTooLarge(span, what, bytes, room));
};
