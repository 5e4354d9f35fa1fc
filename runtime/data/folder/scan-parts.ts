import { join } from 'node:path';
import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import { reasonOf } from '../../files/reason-of.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import type { DataPlace } from '../data-root.ts';
import { partNamed } from '../division/part-names.ts';
import type { Effort } from '../effort.ts';
import { LeftOut } from '../listing/left-out.ts';
import { listFolder } from '../listing/list-folder.ts';
import { type FolderScan, scanFolder } from './scan.ts';

/**
 * The images of a directory of which each folder is a part (`train`, `valid`, `test`) that has a folder a class: those of `train`,
 * which the others may lack but not add to. Throws a RunError where there is no `train`, and as `scanFolder` does.
 */
export async function scanParts(place: DataPlace, effort?: Effort): Promise<FolderScan> {
  const folders = await partFolders(place, effort);
  const leftOut = new LeftOut();
  const scans: FolderScan[] = [];
  for (const [rank, { name, part }] of folders.entries()) {
    const below = { ...place, directory: join(place.directory, name), written: join(place.written, name) };
    const known = part === 'train' ? undefined : scans[0]?.classNames;
    const share = effort && Math.floor(effort.left / (folders.length - rank));
    const scan = await (effort === undefined
      ? scanFolder(below, undefined, known)
      : effort.share(share ?? 0, (each) => scanFolder(below, each, known)));
    leftOut.takeFrom(scan.leftOut, name);
    scans.push({
      ...scan,
      files: scan.files.map((file) => ({ ...file, name: join(name, file.name), part })),
    });
  }
  return {
    classNames: scans[0]?.classNames ?? [],
    files: scans.flatMap(({ files }) => files),
    leftOut,
    isWhole: scans.every(({ isWhole }) => isWhole),
  };
}

interface PartFolder {
  readonly name: string;
  readonly part: PartName;
}

/** The folders that are parts, `train` first. */
async function partFolders(
  { directory, span }: DataPlace,
  effort: Effort | undefined,
): Promise<readonly PartFolder[]> {
  const entries = await listFolder(directory, effort).catch((error: unknown) => {
    throw new RunError(runtimeMessages.folderUnreadable(span, directory, reasonOf(error)));
  });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const folders = names.flatMap((name): readonly PartFolder[] => {
    const part = partNamed(name);
    return part === undefined ? [] : [{ name, part }];
  });
  if (!folders.some(({ part }) => part === 'train'))
    throw new RunError(runtimeMessages.partFolders(span, directory, names));
  const order = ['train', 'valid', 'test'];
  return folders.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
}
