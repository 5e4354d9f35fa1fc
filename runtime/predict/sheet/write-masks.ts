import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexedPng } from '../../draw/indexed-png.ts';
import { maskInPicture } from '../../draw/mask-in-picture.ts';
import type { PicturePrediction } from '../predict.ts';

/** Writes the masks that were predicted, each in the size of the picture, in a folder, under names that begin so; gives these by the names of the heads. */
export async function writeMasks(
  { heads, picture }: PicturePrediction,
  folder: string,
  begin: string,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [head, prediction] of heads) {
    if (prediction.kind !== 'mask') continue;
    const name = `${begin}_${names.size === 0 ? 'mask' : `mask${names.size + 1}`}.png`;
    await writeFile(join(folder, name), await indexedPng(maskInPicture(prediction, picture)), { flag: 'wx' });
    names.set(head, name);
  }
  return names;
}
