import type { FolderPairs } from '../../../compiler/catalogue/sources/folder.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import { noPartner } from '../folder/read-partner.ts';
import { type PairScan, scanPairs } from '../folder/scan-pairs.ts';
import type { Look } from './look.ts';
import { chosenPictures, lookAtPictures, picturesInWords } from './look-at-pictures.ts';

/**
 * Looks at pictures in a folder and their partners in another: lists them and reads some headers of pictures, as far as an effort reaches. Throws a
 * RunError as opening them does, and where none of the pictures has a partner, and one is wanted.
 */
export async function lookAtPairs(
  place: DataPlace,
  pairs: FolderPairs,
  { channels, isWanted }: { readonly channels: number; readonly isWanted: boolean },
  effort: Effort,
): Promise<Look> {
  const found = await scanPairs(place, pairs, effort);
  if (isWanted) checkPartners(place, pairs, found);
  const { files, leftOut, isWhole } = found.scan;
  const chosen = chosenPictures(files.length, effort).map((index) => files[index]?.name ?? '');
  const pictures = await lookAtPictures(place, chosen, channels);
  return {
    ...(isWhole ? { count: files.length } : {}),
    testCount: 0,
    imageShape: [null, null, channels],
    bringsBox: false,
    bringsMask: pairs.masks !== undefined,
    bringsTarget: pairs.targets !== undefined,
    leftOut,
    pictures,
    at: picturesInWords(pictures.length, files.length, isWhole),
  };
}

/** Throws a RunError where none of the pictures has a partner. */
function checkPartners(place: DataPlace, { masks }: FolderPairs, { scan, partnerOf }: PairScan): void {
  const lone = new Map<string, string>();
  for (const { name: file } of scan.isWhole ? scan.files : []) {
    const { name, sought } = partnerOf(file);
    if (name !== undefined || sought === undefined) return;
    lone.set(file, noPartner(masks === undefined ? 'target' : 'mask', sought));
  }
  if (lone.size > 0) throw new RunError(runtimeMessages.nothingReadable(place.span, lone));
}
