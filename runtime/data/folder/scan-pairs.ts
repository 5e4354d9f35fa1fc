import { extname } from 'node:path';
import type { FolderPairs } from '../../../compiler/catalogue/sources/folder.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import { pathName } from '../listing/path-name.ts';
import { scanPictures, type FolderScan, type ImageFile, within } from './scan.ts';

/** Pictures, and the files of the folder where their partners are. */
export interface PairScan {
  readonly scan: FolderScan;
  readonly partners: readonly string[];
  /** The partner of a picture, and what it would be called; neither, where there are no partners. */
  readonly partnerOf: (file: string) => { readonly name?: string | undefined; readonly sought?: string };
}

/** Of an effort, what listing each of the two folders may take. */
const listing = 0.4;

/** Finds pictures and what belongs to them by their names. Throws a RunError where a folder is not there, or has no pictures. */
export async function scanPairs(
  place: DataPlace,
  { pictures, masks, targets }: FolderPairs,
  effort?: Effort,
): Promise<PairScan> {
  const part = effort && Math.floor(effort.left * listing);
  const scanned = (folder: string, parameter: string): Promise<FolderScan> =>
    within(effort, part, (share) => scanPictures(place, folder, parameter, share));
  const beside = masks ?? targets;
  const found = await scanned(pictures, 'pictures');
  const isBeside = ({ name }: ImageFile): boolean => pathName(name).startsWith(`${pathName(beside ?? '')}/`);
  const scan = pictures === '.' ? { ...found, files: found.files.filter((file) => !isBeside(file)) } : found;
  if (scan.files.length === 0 && scan.isWhole)
    throw new RunError(runtimeMessages.noPictures(place.span, place.directory, pictures));
  if (beside === undefined) return { scan, partners: [], partnerOf: () => ({}) };
  const { files, isWhole } = await scanned(beside, masks === undefined ? 'targets' : 'masks');
  const byName = new Map(files.map(({ name }) => [stem(name, beside), name]));
  const partnerOf = (file: string): ReturnType<PairScan['partnerOf']> => {
    const own = stem(file, pictures);
    const sought = `${pathName(beside)}/${own}.png`;
    return { name: byName.get(own) ?? byName.get(`${own}_mask`), sought };
  };
  return { scan: { ...scan, isWhole: scan.isWhole && isWhole }, partners: [...byName.values()], partnerOf };
}

/** A file by its path within a folder, without its ending. */
function stem(file: string, folder: string): string {
  const name = pathName(file).slice(pathName(folder === '.' ? '' : `${folder}/`).length);
  return name.slice(0, name.length - extname(name).length);
}
