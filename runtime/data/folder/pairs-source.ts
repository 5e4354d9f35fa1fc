import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FolderPairs } from '../../../compiler/catalogue/sources/folder.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import { pathName } from '../listing/path-name.ts';
import { presentFiles } from '../listing/present-files.ts';
import { measurePictures, type Watch } from '../pictures/measure.ts';
import type { DataSource } from '../source.ts';
import type { Partner } from './read-partner.ts';
import { scanPictures, type FolderScan, type ImageFile } from './scan.ts';

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
  { pictures, masks, targets, first }: FolderPairs,
  { channels, classes, targetChannels, watch }: PairOptions,
): Promise<DataSource> {
  await import('../pictures/decode-image.ts');
  const beside = masks ?? targets;
  const found = await scanPictures(place, pictures);
  const isBeside = ({ name }: ImageFile): boolean => pathName(name).startsWith(`${pathName(beside ?? '')}/`);
  const scan = pictures === '.' ? { ...found, files: found.files.filter((file) => !isBeside(file)) } : found;
  if (scan.files.length === 0)
    throw new RunError(runtimeMessages.noPictures(place.span, place.directory, pictures));
  const partners =
    beside === undefined ? new Map<string, string>() : byName(await scanPictures(place, beside), beside);
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
  const nameOf = (index: number): string => stem(files[index]?.name ?? '', pictures);
  const partnerOf = (index: number): Partner | undefined => {
    const what = masks === undefined ? 'target' : 'mask';
    if (beside === undefined || (what === 'mask' ? classes : targetChannels) === undefined) return undefined;
    const name = partners.get(nameOf(index)) ?? partners.get(`${nameOf(index)}_mask`);
    if (name === undefined) return { kind: 'missing', what };
    const file = { path: join(place.directory, name), name };
    return what === 'mask'
      ? { kind: 'mask', ...file, classes: classes ?? 0, first }
      : { kind: 'target', ...file, channels: targetChannels ?? channels };
  };
  const own = new Set(files.flatMap((_, index) => [nameOf(index), `${nameOf(index)}_mask`]));
  for (const [name, file] of partners) if (!own.has(name)) scan.leftOut.add(file, 'has no picture');
  return {
    count: files.length,
    testCount: 0,
    imageShape: [null, null, channels],
    measured,
    bringsBox: false,
    bringsMask: masks !== undefined,
    bringsTarget: targets !== undefined,
    leftOut: scan.leftOut,
    fingerprint: `${fingerprint}/${await digest(place, [...partners.values()])}`,
    labelOf: () => 0,
    fileOf: (index) => files[index]?.name ?? '',
    entry(index) {
      const partner = partnerOf(index);
      return {
        recipe: { kind: 'file', path: pathOf(index), channels, bytes: measured.bytes[index] ?? 0 },
        label: 0,
        ...(partner && { partner }),
      };
    },
  };
}

/** A file by its path within a folder, without its ending. */
function stem(file: string, folder: string): string {
  const name = pathName(file).slice(pathName(folder === '.' ? '' : `${folder}/`).length);
  return name.slice(0, name.length - extname(name).length);
}

const byName = ({ files }: FolderScan, folder: string): ReadonlyMap<string, string> =>
  new Map(files.map(({ name }) => [stem(name, folder), name]));

/** Of names, sizes and dates. */
async function digest({ directory }: DataPlace, names: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of names) {
    const found = await stat(join(directory, name)).catch(() => undefined);
    hash.update(`${name}\0${found?.size ?? 0}\0${Math.floor(found?.mtimeMs ?? 0)}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
