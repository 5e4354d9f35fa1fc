import type { Import, Item, Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import type { Source } from '../../grammar/source.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { libraryNames, librarySource } from '../library/library.ts';
import { maximumDepth, maximumImported, maximumImports } from './limits.ts';

/** Gives a `.cnn` file by its path, and that of the file that imports it; undefined where there is none. */
export type Load = (path: string, from: string) => Source | Unreadable | undefined;

/** Why a file is not read: `reason` follows "cannot be imported:", `fix` is what to do. */
export interface Unreadable {
  readonly reason: string;
  readonly fix: string;
}

/** Modules as they are imported, each read once. */
export class Modules {
  /** Mistakes of the parser in imported files. */
  readonly mistakes: Diagnostic[] = [];
  readonly #load: Load;
  readonly #reporter: Reporter;
  readonly #known = new Map<string, Module | undefined>();
  /** What has been read for each import. */
  readonly #brought = new Map<Import, Module>();
  /** The modules that are being read, outermost first. */
  readonly #open: string[] = [];
  readonly #texts = new Map<string, Parsed>();
  #files = 0;
  #characters = 0;
  #isFull = false;

  constructor(load: Load, reporter: Reporter) {
    this.#load = load;
    this.#reporter = reporter;
  }

  /** Reads all that a module imports, and what that imports. */
  read({ source: { name }, items }: Module): void {
    this.#open.push(name);
    for (const item of items) {
      const module = item.type === 'import' ? this.#module(item, name) : undefined;
      if (item.type === 'import' && module !== undefined) this.#brought.set(item, module);
    }
    this.#open.pop();
  }

  /** The module that an import brings names of; of an index of the library, what was asked for. */
  moduleOf = (item: Import): Module | undefined => this.#brought.get(item);

  /** The text of each file that has been read, and of those that could not be, why. */
  get imported(): readonly string[] {
    return [...this.#texts.values()].map(({ module }) => module.source.text);
  }

  /** Whether a module may declare more than the parser has understood of it. */
  isFaulty = ({ source }: Module): boolean => this.#texts.get(source.name)?.faulty ?? false;

  /** The module as it stands in its file: of an index of the library, all that it brings. */
  wholeOf = (module: Module): Module => this.#texts.get(module.source.name)?.module ?? module;

  #module({ path, names }: Import, from: string): Module | undefined {
    const isLibrary = path.value.startsWith('cnn:');
    const name = isLibrary ? path.value : resolvePath(from, path.value);
    if (this.#open.includes(name)) {
      const circle = [...this.#open.slice(this.#open.indexOf(name)), name];
      return this.#reporter.report('CNN144', path.span, [circle]);
    }
    if (this.#known.has(name)) return this.#known.get(name);
    if (this.#open.length > maximumDepth) {
      return this.#reporter.report('CNN129', path.span, [maximumDepth]);
    }
    if (!isLibrary && !this.#allowsMore(path)) return undefined;
    const found = isLibrary ? librarySource(name) : this.#file(name, from);
    const source = found === undefined || 'reason' in found ? undefined : found;
    if (found === undefined) this.#missing(path, name);
    else if ('reason' in found) this.#reporter.report('CNN685', path.span, [name, found.reason, found.fix]);
    if (!isLibrary) this.#characters += source?.text.length ?? 0;
    const module = source && this.#parse(source);
    if (module !== undefined && isIndex(module)) return this.#readIndex(module, names);
    if (module !== undefined) this.read(module);
    this.#known.set(name, module);
    return module;
  }

  /** Whether another file may be read. */
  #allowsMore({ span }: Import['path']): boolean {
    if (this.#isFull) return false;
    const tooMany = this.#files++ === maximumImports;
    const tooLong = this.#characters > maximumImported;
    this.#isFull = tooMany || tooLong;
    if (tooMany) this.#reporter.report('CNN128', span, ['there are too many imported files', maximumImports]);
    else if (tooLong) {
      this.#reporter.report('CNN128', span, ['the imported files have too many characters', maximumImported]);
    }
    return !this.#isFull;
  }

  #file = (name: string, from: string): ReturnType<Load> =>
    name.endsWith('.cnn') ? this.#load(name, from) : undefined;

  #missing({ span, value }: Import['path'], name: string): undefined {
    if (!this.#reporter.isNew(span)) return undefined;
    const near = value.startsWith('cnn:') ? suggest(value, libraryNames) : undefined;
    const edits = near === undefined ? undefined : [{ span, text: `"${near}"` }];
    return this.#reporter.report('CNN145', span, [value, name, near], { edits });
  }

  #parse(source: Source): Module {
    const known = this.#texts.get(source.name);
    if (known !== undefined) return known.module;
    const { value: module, diagnostics } = parse(source);
    this.mistakes.push(...diagnostics);
    this.#texts.set(source.name, { module, faulty: diagnostics.length > 0 });
    return module;
  }

  /** An index of the library, of which only what is asked for is read on. */
  #readIndex(module: Module, names: Import['names']): Module {
    const wanted = new Set(names.map(({ name }) => name.text));
    const brings = (item: Item): boolean =>
      item.type === 'import' && item.names.some(({ name }) => wanted.has(name.text));
    const part = { ...module, items: module.items.filter(brings) };
    this.read(part);
    return part;
  }
}

interface Parsed {
  readonly module: Module;
  /** Whether the parser has not understood all of it. */
  readonly faulty: boolean;
}

/** Whether a module of the library only brings other modules together. */
const isIndex = ({ source, items }: Module): boolean =>
  source.name.startsWith('cnn:') && items.every(({ type }) => type === 'import');

/** A path as seen from the file that names it, `.` and `..` taken away. */
export function resolvePath(from: string, path: string): string {
  const written = path.startsWith('/') ? path : `${from.slice(0, from.lastIndexOf('/') + 1)}${path}`;
  const parts: string[] = [];
  for (const part of written.split('/')) {
    const last = parts.at(-1);
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && last !== undefined && last !== '..' && last !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
