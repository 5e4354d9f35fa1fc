import { createHash } from 'node:crypto';
import { readdir, readlink, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { reasonOf } from '../../files/reason-of.ts';
import { runtimeMessages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';
import { isWithin } from '../../files/is-within.ts';
import { DataRoot, type DataPlace } from '../data-root.ts';
import { endingsInWords, isPictureName } from '../pictures/formats.ts';
import { LeftOut } from './left-out.ts';
import { checkClassFolders } from './class-folders.ts';

/** The images of a directory that has a folder a class. */
export interface FolderScan {
  /** In the order of their numbers: by name, code unit by code unit, as Keras sorts them. */
  readonly classNames: readonly string[];
  readonly files: readonly ImageFile[];
  /** Of names, sizes and dates. */
  readonly fingerprint: string;
  readonly leftOut: LeftOut;
}

export interface ImageFile {
  /** Relative to the directory. */
  readonly name: string;
  readonly label: number;
}

const maximumFiles = 4_000_000;
const maximumDepth = 16;

/**
 * Finds class folders and their images, subfolders included. Each is there once in its class, however many links lead
 * to it; what is no image is left out, hidden files without a word. Throws a RunError for a link out of the directory, an
 * empty class, a wrong number of classes.
 */
export async function scanFolder(place: DataPlace): Promise<FolderScan> {
  const root = await DataRoot.open(place);
  const walk = new Walk(root);
  const classes = await walk.classFolders();
  await checkClassFolders(
    root,
    classes.map(({ name }) => name),
  );
  for (const [label, folder] of classes.entries()) {
    const { count } = walk;
    await walk.collect(folder, label);
    if (walk.count > count) continue;
    throw new RunError(
      runtimeMessages.emptyClass(
        place.span,
        place.directory,
        folder.name,
        endingsInWords,
        walk.leftOut.lines,
      ),
    );
  }
  return {
    classNames: classes.map(({ name }) => name),
    files: walk.files,
    fingerprint: walk.digest(),
    leftOut: walk.leftOut,
  };
}

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
}

class Walk {
  readonly files: ImageFile[] = [];
  readonly leftOut = new LeftOut();
  readonly #root: DataRoot;
  readonly #hash = createHash('sha256');
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

  digest(): string {
    return this.#hash.digest('hex').slice(0, 32);
  }

  /** The folders in the root; a link to one of them, to a part of it or to what holds it is none. */
  async classFolders(): Promise<readonly Found[]> {
    const entries = await this.#entries({ name: '', real: this.#root.real });
    const folders = entries.filter(({ kind }) => kind === 'directory');
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

  /** Takes up the images of a class. */
  async collect(folder: Folder, label: number): Promise<void> {
    this.#visited = new Set();
    await this.#collect(folder, { label, tree: folder.real }, 1);
  }

  async #collect(folder: Folder, of: Class, depth: number): Promise<void> {
    this.#visited.add(folder.real);
    for (const found of await this.#entries(folder)) {
      const { name, kind, isLink } = found;
      if (kind === 'other') this.leftOut.add(name, 'is a pipe, a socket or a device');
      else if (kind === 'file' && !isPictureName(name))
        this.leftOut.add(name, `has not the ending of a picture`);
      else if (this.#visited.has(found.real) || (isLink && this.#isThere(found, of))) this.#sayThere(found);
      else if (kind === 'file') await this.#add(found, of);
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
  async #entries(folder: Folder): Promise<readonly Found[]> {
    const { directory, span } = this.#root.place;
    const path = join(directory, folder.name);
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      throw new RunError(runtimeMessages.folderUnreadable(span, path, reasonOf(error)));
    });
    const visible = entries.filter(({ name }) => !name.startsWith('.'));
    const found: Found[] = [];
    for (const entry of visible.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = join(folder.name, entry.name);
      if (entry.isSymbolicLink()) found.push(...(await this.#followed(name)));
      else found.push({ name, real: join(folder.real, entry.name), kind: kindOf(entry), isLink: false });
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

  async #add({ name, real }: Found, { label, tree }: Class): Promise<void> {
    const { directory, span } = this.#root.place;
    if (this.files.length >= maximumFiles)
      throw new RunError(runtimeMessages.tooManyFiles(span, directory, maximumFiles));
    const information = await stat(real).catch((error: unknown) =>
      // As which bytes that are no UTF-8 are read.
      name.includes('\ufffd') ? 'its name is not UTF-8' : reasonOf(error),
    );
    if (typeof information === 'string') {
      this.leftOut.add(name, `cannot be read: ${information}`);
      return;
    }
    if (!isFoundIn(real, tree)) this.#visited.add(real);
    this.#hash.update(`${name}\0${information.size}\0${Math.floor(information.mtimeMs)}\n`);
    this.files.push({ name, label });
  }
}

/** Whether a real path is found by walking a folder, without links: hidden ones are not. */
const isFoundIn = (real: string, tree: string): boolean =>
  isWithin(real, tree) && !real.slice(tree.length).includes(`${sep}.`);

const kindOf = (entry: { isDirectory: () => boolean; isFile: () => boolean }): Kind =>
  entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
