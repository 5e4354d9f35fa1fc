import { readlink, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { PartName } from '../../../compiler/catalogue/splits/define-split.ts';
import { codeOf, reasonOf } from '../../files/reason-of.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { isWithin } from '../../files/is-within.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import type { Effort } from '../effort.ts';
import { evenly } from '../evenly.ts';
import { isPictureName } from '../pictures/formats.ts';
import { LeftOut } from '../listing/left-out.ts';
import { listFolder } from '../listing/list-folder.ts';
import { checkClassFolders, emptyClass } from './class-folders.ts';
import { madeFolder } from './made-folder.ts';

/** The images of a directory that has a folder a class. */
export interface FolderScan {
  /** In the order of their numbers: by name, code unit by code unit, as Keras sorts them. */
  readonly classNames: readonly string[];
  /** By their names, each in its class. */
  readonly files: readonly ImageFile[];
  readonly leftOut: LeftOut;
  /** Whether all that is there was listed. */
  readonly isWhole: boolean;
}

export interface ImageFile {
  /** Relative to the directory. */
  readonly name: string;
  readonly label: number;
  /** The part that its folder is, where folders are parts. */
  readonly part?: PartName;
}

const maximumFiles = 4_000_000;
const maximumDepth = 16;

/** What following a link takes, in entries that are listed. */
const following = 100;

/** What it takes to see whether a folder is one that this program made. */
const seeing = 2;

/**
 * Finds class folders and their images, subfolders included. Each is there once in its class, however many links lead
 * to it; what is no image is left out, hidden files without a word. Throws a RunError for a link out of the directory, an
 * empty class, a wrong number of classes. `known` classes may be missing, and there may be no others. With an `effort`, no more is listed than it reaches, of all classes alike.
 */
export async function scanFolder(
  place: DataPlace,
  effort?: Effort,
  known?: readonly string[],
): Promise<FolderScan> {
  const root = await DataRoot.open(place);
  const walk = new Walk(root);
  const half = effort && Math.floor(effort.left / 2);
  const classes = await within(effort, half, (part) => walk.classFolders(part));
  const classNames = known ?? classes.map(({ name }) => name);
  const strange = classes.find(({ name }) => !classNames.includes(name));
  if (strange !== undefined)
    throw new RunError(
      runtimeMessages.otherClassInPart(place.span, place.directory, strange.name, classNames),
    );
  if (effort?.isSpent() === true) return { classNames, files: [], leftOut: walk.leftOut, isWhole: false };
  if (known === undefined) await checkClassFolders(root, classNames);
  const chosen = evenly(
    classes.length,
    effort === undefined ? Infinity : Math.floor(effort.left / leastEffort),
  );
  for (const [rank, at] of chosen.entries()) {
    const folder = classes[at];
    if (folder === undefined) continue;
    const label = classNames.indexOf(folder.name);
    const { count } = walk;
    const part = effort && Math.floor(effort.left / (chosen.length - rank));
    const all = await within(effort, part, async (share) => {
      await walk.collect(folder, label, share);
      return share?.isSpent() !== true;
    });
    if (walk.count === count && all && known === undefined)
      throw emptyClass(place, folder.name, walk.leftOut);
  }
  const isWhole = effort?.isSpent() !== true && chosen.length === classes.length;
  return { classNames, files: walk.files, leftOut: walk.leftOut, isWhole };
}

/**
 * The pictures of a folder in the directory, with those of its folders; none of them has a class. `parameter` is what of the source
 * names it. Throws a RunError where it is not there. With an `effort`, no more is listed than it reaches.
 */
export async function scanPictures(
  place: DataPlace,
  folder: string,
  parameter: string,
  effort?: Effort,
): Promise<FolderScan> {
  const root = await DataRoot.open(place);
  const walk = new Walk(root);
  const real = await root.follow(folder);
  if (real === undefined)
    throw new RunError(
      runtimeMessages.fileMissing(
        place.span,
        folder,
        place.directory,
        `the folder that \`${parameter}\` names`,
        `put it there, or name the folder that is: \`${parameter}="…"\``,
      ),
    );
  await walk.collect({ name: folder === '.' ? '' : folder, real }, 0, effort);
  return { classNames: [], files: walk.files, leftOut: walk.leftOut, isWhole: effort?.isSpent() !== true };
}

/** What listing a class takes, with a few files. */
const leastEffort = 64;

/** Does something with a part of an effort, where there is one. */
export const within = <T>(
  effort: Effort | undefined,
  part: number | undefined,
  act: (effort?: Effort) => Promise<T>,
): Promise<T> => (effort === undefined ? act() : effort.share(part ?? 0, act));

/** A folder by its path from the root, and where it really lies. */
interface Folder {
  readonly name: string;
  readonly real: string;
}

type Kind = 'directory' | 'file' | 'other';

/** A visible entry of a folder; `real` is where it lies once links have been followed. */
interface Found extends Folder {
  readonly kind: Kind;
  readonly isLink: boolean;
}

/** A class, and the real path of its folder. */
interface Class {
  readonly label: number;
  readonly tree: string;
  readonly effort: Effort | undefined;
}

class Walk {
  readonly files: ImageFile[] = [];
  readonly leftOut = new LeftOut();
  readonly #root: DataRoot;
  /** Real paths of the class folders: what lies in them is there already, wherever else a link leads to it. */
  #trees: readonly string[] = [];
  /** Real paths of the folders of a class that have been visited, and of files that links led to. */
  #visited = new Set<string>();

  constructor(root: DataRoot) {
    this.#root = root;
  }

  get count(): number {
    return this.files.length;
  }

  /**
   * The folders in the root; a link to one of them, to a part of it or to what holds it is none, nor is a folder that this
   * program made: of a run, or a build.
   */
  async classFolders(effort?: Effort): Promise<readonly Found[]> {
    const entries = await this.#entries({ name: '', real: this.#root.real }, effort);
    const folders: Found[] = [];
    for (const entry of entries) {
      if (entry.kind === 'directory' && !(await this.#isMade(entry, effort))) folders.push(entry);
    }
    this.#trees = folders.filter(({ isLink }) => !isLink).map(({ real }) => real);
    for (const { name, kind } of entries) {
      if (kind !== 'directory' && isPictureName(name)) this.leftOut.add(name, 'is in no class folder');
    }
    return folders.filter((folder) => {
      if (!folder.isLink) return true;
      const there = this.#isThere(folder);
      if (there) this.#sayThere(folder);
      else this.#trees = [...this.#trees, folder.real];
      return !there;
    });
  }

  /** Whether this program made a folder, which is then left out. */
  async #isMade({ name, real }: Folder, effort: Effort | undefined): Promise<boolean> {
    const made = effort?.take(seeing) === false ? undefined : await madeFolder(real, name);
    if (made !== undefined) this.leftOut.add(name, made);
    return made !== undefined;
  }

  /** Takes up the images of a class. */
  async collect(folder: Folder, label: number, effort?: Effort): Promise<void> {
    this.#visited = new Set();
    await this.#collect(folder, { label, tree: folder.real, effort }, 1);
  }

  async #collect(folder: Folder, of: Class, depth: number): Promise<void> {
    this.#visited.add(folder.real);
    for (const found of await this.#entries(folder, of.effort)) {
      const { name, kind, isLink } = found;
      if (kind === 'other') this.leftOut.add(name, 'is a pipe, a socket or a device');
      else if (kind === 'file' && !isPictureName(name))
        this.leftOut.add(name, `has not the ending of a picture`);
      else if (this.#visited.has(found.real) || (isLink && this.#isThere(found, of))) this.#sayThere(found);
      else if (kind === 'file') this.#add(found, of);
      else if (depth < maximumDepth) await this.#collect(found, of, depth + 1);
      else this.leftOut.add(name, `lies more than ${maximumDepth} folders deep`);
    }
  }

  /** Whether what a link leads to is found without it: a file in its class, a folder in any. */
  #isThere({ real, kind }: Found, of?: Class): boolean {
    if (kind === 'file') return of !== undefined && isFoundIn(real, of.tree);
    return this.#trees.some((tree) => isFoundIn(real, tree) || isWithin(tree, real));
  }

  #sayThere({ name, real }: Folder): void {
    this.leftOut.add(name, `leads to \`${this.#root.nameOf(real)}\`, which is there already`);
  }

  /** Visible entries, sorted; links that lead nowhere are left out. */
  async #entries(folder: Folder, effort: Effort | undefined): Promise<readonly Found[]> {
    const { directory, span } = this.#root.place;
    const path = join(directory, folder.name);
    const entries = await listFolder(path, effort).catch((error: unknown) => {
      // As which bytes that are no UTF-8 are read.
      const isMisnamed = folder.name.includes('\ufffd') && codeOf(error) === 'ENOENT';
      throw new RunError(
        isMisnamed
          ? runtimeMessages.folderMisnamed(span, path)
          : runtimeMessages.folderUnreadable(span, path, reasonOf(error)),
      );
    });
    const found: Found[] = [];
    for (const entry of entries) {
      const name = below(folder.name, entry.name);
      if (!entry.isSymbolicLink())
        found.push({ name, real: below(folder.real, entry.name), kind: kindOf(entry), isLink: false });
      else if (effort?.take(following) !== false) found.push(...(await this.#followed(name)));
    }
    return found;
  }

  async #followed(name: string): Promise<readonly Found[]> {
    const real = await this.#root.follow(name);
    const target = real === undefined ? undefined : await stat(real).catch(() => undefined);
    if (real === undefined || target === undefined) {
      const where = await readlink(join(this.#root.place.directory, name)).catch(() => '?');
      this.leftOut.add(name, `is a link to \`${where}\`, which is not there`);
      return [];
    }
    return [{ name, real, kind: kindOf(target), isLink: true }];
  }

  #add({ name, real }: Found, { label, tree }: Class): void {
    const { directory, span } = this.#root.place;
    if (this.files.length >= maximumFiles)
      throw new RunError(runtimeMessages.tooManyFiles(span, directory, maximumFiles));
    if (!isFoundIn(real, tree)) this.#visited.add(real);
    this.files.push({ name, label });
  }
}

/** `join`, of a path that is in order and the name of an entry, for very many. */
const below = (folder: string, name: string): string =>
  folder === '' || folder.endsWith(sep) ? folder + name : folder + sep + name;

/** Whether a real path is found by walking a folder, without links: hidden ones are not. */
const isFoundIn = (real: string, tree: string): boolean =>
  isWithin(real, tree) && !real.slice(tree.length).includes(`${sep}.`);

const kindOf = (entry: { isDirectory: () => boolean; isFile: () => boolean }): Kind =>
  entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
