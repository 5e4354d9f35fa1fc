import type { Import, ImportName, Item, Module } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { parse } from '../../grammar/parse.ts';
import type { Source } from '../../grammar/source.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { suggest } from '../foreign/suggest.ts';
import { libraryNames, librarySource } from '../library/library.ts';
import { collectDeclarations, type Declarations, type Exported } from './declarations.ts';
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
  readonly #known = new Map<string, Declarations | undefined>();
  /** Modules of which the parser has not understood all. */
  readonly #faulty = new Set<Declarations>();
  /** What the indexes of the library bring. */
  readonly #indexes = new Map<Declarations, readonly string[]>();
  /** What has been read for each import. */
  readonly #brought = new Map<Import, Module>();
  readonly #syntax = new Map<Declarations, Module>();
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

  /** Collects the declarations of a module and of all that it imports. */
  collect(syntax: Module): Declarations {
    const { name } = syntax.source;
    this.#open.push(name);
    const declarations = collectDeclarations(syntax, this.#reporter, (item) => this.#resolve(item, name));
    this.#open.pop();
    this.#syntax.set(declarations, syntax);
    return declarations;
  }

  /** The module that an import brings names of; of an index of the library, what was asked for. */
  moduleOf = (item: Import): Module | undefined => this.#brought.get(item);

  /** The text of each file that has been read, and of those that could not be, why. */
  get imported(): readonly string[] {
    return [...this.#texts.values()].map(({ module }) => module.source.text);
  }

  /** What each name of an import stands for; undefined where it cannot be had, which has been reported. */
  #resolve(item: Import, from: string): ReadonlyMap<ImportName, Exported | undefined> {
    const module = this.#module(item, from);
    const syntax = module && this.#syntax.get(module);
    if (syntax !== undefined) this.#brought.set(item, syntax);
    return new Map(
      item.names.map((name) => [name, module === undefined ? undefined : this.#export(name, item, module)]),
    );
  }

  #export({ name }: ImportName, { path }: Import, module: Declarations): Exported | undefined {
    const { text, span } = name;
    const callable = module.names.callable(text);
    if (callable !== undefined) return { type: 'callable', callable };
    const alias = module.scope.alias(text);
    if (alias !== undefined) return { type: 'alias', binding: alias };
    const value = module.scope.value(text);
    if (value !== undefined) return { type: 'value', binding: value };
    if (module.names.isUnsupported(text) || this.#faulty.has(module)) return undefined;
    if (!this.#reporter.isNew(span)) return undefined;
    const near = suggest(text, [
      ...module.names.callables,
      ...module.scope.aliasNames(),
      ...module.scope.valueNames(),
      ...(this.#indexes.get(module) ?? []),
    ]);
    const edits = near === undefined ? undefined : [{ span, text: near }];
    return this.#reporter.report('CNN146', span, [path.value, text, near], { edits });
  }

  #module({ path, names }: Import, from: string): Declarations | undefined {
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
    const syntax = source === undefined ? undefined : this.#parse(source);
    if (syntax !== undefined && isIndex(syntax)) return this.#readIndex(syntax, names);
    const module = syntax === undefined ? undefined : this.#read(syntax);
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

  #parse(source: Source): Parsed {
    const known = this.#texts.get(source.name);
    if (known !== undefined) return known;
    const { value, diagnostics } = parse(source);
    this.mistakes.push(...diagnostics);
    const parsed = { module: value, faulty: diagnostics.length > 0 };
    this.#texts.set(source.name, parsed);
    return parsed;
  }

  #read({ module, faulty }: Parsed): Declarations {
    const declarations = this.collect(module);
    if (faulty) this.#faulty.add(declarations);
    return declarations;
  }

  /** An index of the library, of which only what is asked for is read on. */
  #readIndex({ module }: Parsed, names: Import['names']): Declarations {
    const wanted = new Set(names.map(({ name }) => name.text));
    const brings = (item: Item): boolean =>
      item.type === 'import' && item.names.some(({ name }) => wanted.has(name.text));
    const declarations = this.collect({ ...module, items: module.items.filter(brings) });
    this.#indexes.set(
      declarations,
      module.items.flatMap((item) => (item.type === 'import' ? item.names.map(({ name }) => name.text) : [])),
    );
    return declarations;
  }
}

interface Parsed {
  readonly module: Module;
  /** Whether the parser has not understood all of it. */
  readonly faulty: boolean;
}

/** Whether a module of the library only brings other modules together. */
const isIndex = ({ module: { source, items } }: Parsed): boolean =>
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
