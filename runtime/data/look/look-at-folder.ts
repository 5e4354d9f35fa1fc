import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import type { DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import type { FolderOptions } from '../folder/folder-source.ts';
import { scanParts } from '../folder/scan-parts.ts';
import { checkImages, readBoxes } from '../folder/read-boxes.ts';
import { pathName } from '../listing/path-name.ts';
import { type ImageFile, scanFolder, type FolderScan } from '../folder/scan.ts';
import type { Look } from './look.ts';
import { chosenPictures, lookAtPictures, picturesInWords } from './look-at-pictures.ts';

/** So many bytes of boxes are read. */
const boxBytes = 2 ** 18;

/** Of an effort, what listing may take. */
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
  const chosen = chosenPictures(files.length, effort).map((index) => files[index]?.name ?? '');
  const pictures = await lookAtPictures(place, chosen, channels);
  if (boxes !== undefined) await lookAtBoxes(place, boxes, scan);
  return {
    ...(isWhole ? { count: files.length } : {}),
    ...(inParts && { partCounts: countsOf(files) }),
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: boxes !== undefined,
    leftOut,
    pictures,
    at: picturesInWords(pictures.length, files.length, isWhole),
  };
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
