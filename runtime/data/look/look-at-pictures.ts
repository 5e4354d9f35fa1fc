import { join } from 'node:path';
import { readHead } from '../../files/read-file.ts';
import type { DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import { evenly } from '../evenly.ts';
import { tooLargeToDecode } from '../listing/present-files.ts';
import { maximumPixels } from '../pictures/limits.ts';
import { bytesToDecode, headerBytes } from '../pictures/measure.ts';
import { pictureSize } from '../pictures/picture-size.ts';
import { formatCount, type LookedPicture } from './look.ts';

/** So many headers are read. */
const mostPictures = 500;

/** What reading a header takes, in entries of a folder. */
const header = 100;

/** Some of so many pictures, spread evenly, as many as an effort reaches; it is taken. */
export function chosenPictures(count: number, effort: Effort): readonly number[] {
  const chosen = evenly(count, Math.min(mostPictures, Math.floor(effort.left / header)));
  effort.take(chosen.length * header);
  return chosen;
}

/** Reads the headers of pictures in the directory. Throws a RunError for one that cannot be decoded in the memory that there is. */
export async function lookAtPictures(
  place: DataPlace,
  files: readonly string[],
  channels: number,
): Promise<readonly LookedPicture[]> {
  const pictures: LookedPicture[] = [];
  const space = Buffer.alloc(headerBytes);
  for (const file of files) pictures.push(await lookAt(place, file, channels, space));
  return pictures;
}

/** How many of how many pictures were looked at, in words. */
export const picturesInWords = (looked: number, count: number, isWhole = true): string =>
  `${formatCount(looked)} of ${isWhole ? '' : 'at least '}${formatCount(count)} pictures`;

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
