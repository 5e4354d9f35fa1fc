import { createHash } from 'node:crypto';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Span } from '../../../grammar/span.ts';
import { messages } from '../../messages.ts';
import { RunError } from '../../run-error.ts';

/** The images of a directory that has a folder a class. */
export interface FolderScan {
  /** In the order of their numbers: by name, code unit by code unit, as Keras sorts them. */
  readonly classNames: readonly string[];
  readonly files: readonly ImageFile[];
  /** Of names, sizes and dates. */
  readonly fingerprint: string;
}

export interface ImageFile {
  /** Relative to the directory. */
  readonly name: string;
  readonly label: number;
}

export interface FolderPlace {
  readonly directory: string;
  readonly span: Span;
  /** The declared number of classes, where the class is a field. */
  readonly classes: number | undefined;
}

const extensions = new Set(['.jpg', '.jpeg', '.png', '.webp', '.gif']);
const maximumFiles = 4_000_000;
const maximumDepth = 16;

/**
 * Finds class folders and their images, subfolders included; hidden files and files that are no images by
 * their name are left out. Throws a RunError for a link out of the directory, an empty class, a wrong number of classes.
 */
export async function scanFolder(place: FolderPlace): Promise<FolderScan> {
  const walk = new Walk(place, await realpath(place.directory));
  const classNames: string[] = [];
  for (const name of await walk.names(place.directory)) {
    if ((await walk.kindOf(join(place.directory, name))) === 'directory') classNames.push(name);
  }
  const { classes } = place;
  if (classNames.length === 0 || (classes !== undefined && classNames.length !== classes)) {
    throw new RunError(messages.classFolders(place.span, place.directory, classNames, classes ?? 1));
  }
  for (const [label, name] of classNames.entries()) {
    const before = walk.files.length;
    await walk.collect(join(place.directory, name), label, 1);
    if (walk.files.length === before)
      throw new RunError(messages.emptyClass(place.span, place.directory, name));
  }
  return { classNames, files: walk.files, fingerprint: walk.digest() };
}

class Walk {
  readonly files: ImageFile[] = [];
  readonly #place: FolderPlace;
  readonly #root: string;
  readonly #hash = createHash('sha256');

  constructor(place: FolderPlace, root: string) {
    this.#place = place;
    this.#root = root;
  }

  digest(): string {
    return this.#hash.digest('hex').slice(0, 32);
  }

  /** Visible names, sorted. */
  async names(directory: string): Promise<string[]> {
    const names = await readdir(directory);
    return names.filter((name) => !name.startsWith('.')).sort();
  }

  /** What is there, once a link has been followed; a link may not leave the root. */
  async kindOf(path: string): Promise<'directory' | 'file' | 'other'> {
    const information = await lstat(path);
    if (information.isSymbolicLink() && !(await this.#staysInside(path))) {
      const link = relative(this.#place.directory, path);
      throw new RunError(messages.linkEscapes(this.#place.span, link, this.#place.directory));
    }
    const target = information.isSymbolicLink() ? await stat(path).catch(() => undefined) : information;
    if (target?.isDirectory() === true) return 'directory';
    return target?.isFile() === true ? 'file' : 'other';
  }

  async collect(directory: string, label: number, depth: number): Promise<void> {
    if (depth > maximumDepth) return;
    for (const name of await this.names(directory)) {
      const path = join(directory, name);
      const kind = await this.kindOf(path);
      if (kind === 'directory') await this.collect(path, label, depth + 1);
      else if (kind === 'file' && extensions.has(extname(name).toLowerCase())) await this.#add(path, label);
    }
  }

  async #add(path: string, label: number): Promise<void> {
    if (this.files.length >= maximumFiles) {
      throw new RunError(messages.tooManyFiles(this.#place.span, this.#place.directory, maximumFiles));
    }
    const name = relative(this.#place.directory, path);
    const { size, mtimeMs } = await stat(path);
    this.#hash.update(`${name}\0${size}\0${Math.floor(mtimeMs)}\n`);
    this.files.push({ name, label });
  }

  async #staysInside(path: string): Promise<boolean> {
    const target = await realpath(path).catch(() => undefined);
    return target === undefined || target === this.#root || target.startsWith(this.#root + sep);
  }
}
