import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderPairs } from '../../../compiler/catalogue/sources/folder.ts';
import type { DataPlace } from '../data-root.ts';
import { presentFiles } from '../listing/present-files.ts';
import { measurePictures, type Watch } from '../pictures/measure.ts';
import type { DataSource } from '../source.ts';
import type { Partner } from './read-partner.ts';
import { scanPairs } from './scan-pairs.ts';

/** How pictures and their partners are read. */
export interface PairOptions {
  readonly channels: number;
  /** How many classes masks have, where they are wanted. */
  readonly classes: number | undefined;
  /** Channels of the targets, where they are wanted. */
  readonly targetChannels: number | undefined;
  readonly watch?: Watch | undefined;
}

/** Pictures in a folder, and in another one of each its mask or target, under the same name. */
export async function openPairs(
  place: DataPlace,
  pairs: FolderPairs,
  { channels, classes, targetChannels, watch }: PairOptions,
): Promise<DataSource> {
  await import('../pictures/decode-image.ts');
  const { masks, targets, first } = pairs;
  const what = masks === undefined ? 'target' : 'mask';
  const isWanted = (what === 'mask' ? classes : targetChannels) !== undefined;
  const { scan, partners, partnerOf } = await scanPairs(place, pairs);
  const { files, fingerprint, measured } = presentFiles(
    place,
    scan.files,
    await measurePictures(
      scan.files.length,
      (index) => join(place.directory, scan.files[index]?.name ?? ''),
      channels,
      watch,
    ),
    scan.leftOut,
  );
  const pathOf = (index: number): string => join(place.directory, files[index]?.name ?? '');
  const readerOf = (index: number): Partner | undefined => {
    const { name, sought } = partnerOf(files[index]?.name ?? '');
    if (!isWanted || sought === undefined) return undefined;
    if (name === undefined) return { kind: 'missing', what, sought };
    const file = { path: join(place.directory, name), name };
    return what === 'mask'
      ? { kind: 'mask', ...file, classes: classes ?? 0, first }
      : { kind: 'target', ...file, channels: targetChannels ?? channels };
  };
  const own = new Set(files.map(({ name }) => partnerOf(name).name));
  for (const file of partners) if (!own.has(file)) scan.leftOut.add(file, 'has no picture');
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    measured,
    bringsBox: false,
    bringsMask: masks !== undefined,
    bringsTarget: targets !== undefined,
    leftOut: scan.leftOut,
    fingerprint: `${fingerprint}/${await digest(place, partners)}`,
    labelOf: () => 0,
    fileOf: (index) => files[index]?.name ?? '',
    entry(index) {
      const partner = readerOf(index);
      return {
        recipe: { kind: 'file', path: pathOf(index), channels, bytes: measured.bytes[index] ?? 0 },
        label: 0,
        ...(partner && { partner }),
      };
    },
  };
}

/** Of names, sizes and dates. */
async function digest({ directory }: DataPlace, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of names) {
    const found = await stat(join(directory, name)).catch(() => undefined);
    hash.update(`${name}\0${found?.size ?? 0}\0${Math.floor(found?.mtimeMs ?? 0)}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
