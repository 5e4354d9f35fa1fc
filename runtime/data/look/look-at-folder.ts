import { join } from 'node:path';
import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import { readHead } from '../../files/read-file.ts';
import type { DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import { evenly } from '../evenly.ts';
import type { FolderOptions } from '../folder/folder-source.ts';
import { tooLargeToDecode } from '../listing/present-files.ts';
import { scanParts } from '../folder/scan-parts.ts';
import { checkImages, readBoxes } from '../folder/read-boxes.ts';
import { pathName } from '../listing/path-name.ts';
import { type ImageFile, scanFolder, type FolderScan } from '../folder/scan.ts';
import { maximumPixels } from '../pictures/limits.ts';
import { bytesToDecode, headerBytes } from '../pictures/measure.ts';
import { pictureSize } from '../pictures/picture-size.ts';
import { formatCount, type Look, type LookedPicture } from './look.ts';

/** So many headers are read, spread evenly, and so many bytes of boxes. */
const mostPictures = 500;
const boxBytes = 2 ** 18;

/** What reading a header takes, in entries of a folder; and of an effort, what listing may take. */
const header = 100;
const listing = 0.8;

/** Looks at a folder a class: lists it and reads some headers, as far as an effort reaches. Throws a RunError as opening it does. */
export async function lookAtFolder(
  place: DataPlace,
  channels: number,
  { boxes, inParts = false }: FolderOptions,
  effort: Effort,
): Promise<Look> {
  const scan = await effort.share(Math.floor(effort.left * listing), (part) =>
    inParts ? scanParts(place, part) : scanFolder(place, part),
  );
  const { files, leftOut, isWhole } = scan;
  const chosen = evenly(files.length, Math.min(mostPictures, Math.floor(effort.left / header)));
  effort.take(chosen.length * header);
  const pictures: LookedPicture[] = [];
  const space = Buffer.alloc(headerBytes);
  for (const index of chosen) pictures.push(await lookAt(place, files[index]?.name ?? '', channels, space));
  if (boxes !== undefined) await lookAtBoxes(place, boxes, scan);
  const total = `${isWhole ? '' : 'at least '}${formatCount(files.length)}`;
  return {
    ...(isWhole ? { count: files.length } : {}),
    ...(inParts && { partCounts: countsOf(files) }),
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: boxes !== undefined,
    leftOut,
    pictures,
    at: `${formatCount(pictures.length)} of ${total} pictures`,
  };
}

async function lookAt(
  place: DataPlace,
  file: string,
  channels: number,
  space: Buffer,
): Promise<LookedPicture> {
  const head = await readHead(join(place.directory, file), space.length, () => space).catch(() => undefined);
  const size = head && (await pictureSize(head.bytes));
  if (size === undefined) return { file, size, isBroken: head !== undefined && head.size <= headerBytes };
  const pixels = size.height * size.width;
  if (pixels > maximumPixels) return { file, size: undefined, isBroken: true };
  const bytes = bytesToDecode(size, channels);
  if (bytes > place.room.bytes) throw tooLargeToDecode(place, file, pixels, bytes);
  return { file, size: [size.height, size.width], isBroken: false };
}

/** Looks at the first lines of a file of boxes. */
async function lookAtBoxes(place: DataPlace, file: string, { files, isWhole }: FolderScan): Promise<void> {
  const known = await readBoxes({ ...place, file }, boxBytes);
  if (!isWhole) return;
  const written = new Set(files.map(({ name }) => name));
  if ([...known.boxes.keys()].every((name) => written.has(name))) return;
  checkImages(known, new Set(files.map(({ name }) => pathName(name))), { ...place, file });
}

/** How many pictures each part has. */
function countsOf(files: readonly ImageFile[]): Readonly<Record<PartName, number>> {
  const counts = { train: 0, valid: 0, test: 0 };
  for (const { part = 'train' } of files) counts[part]++;
  return counts;
}
