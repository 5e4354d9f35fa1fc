import type { Code, Language } from './code.ts';
import { type CodeWriter, isName } from './code-writer.ts';

/**
 * Gives names of a target to what the code names. A name that is reserved or taken gets a `_` at its end, then `_2`, `_3`, …;
 * in the same order the same names are given. A name given in a scope is not given again in the scopes within it, nor one of
 * theirs in it.
 */
export class NameAllocator<L extends Language> {
  readonly #writer: CodeWriter<L>;
  readonly #parent: NameAllocator<L> | undefined;
  readonly #names = new Map<object, Code<L>>();
  readonly #taken = new Set<string>();

  constructor(writer: CodeWriter<L>, parent?: NameAllocator<L>) {
    this.#writer = writer;
    this.#parent = parent;
  }

  /** The names within a function. */
  inside(): NameAllocator<L> {
    return new NameAllocator(this.#writer, this);
  }

  /** Keeps a name that the module has whatever the spec says: that of an import or of a part. */
  reserve(known: string): Code<L> {
    this.#taken.add(known);
    return this.#writer.name(known);
  }

  /** The name of something, which is given the first time that it is asked for. */
  of(owner: object, wanted: string): Code<L> {
    const known = this.find(owner);
    if (known !== undefined) return known;
    const name = this.fresh(wanted);
    this.#names.set(owner, name);
    return name;
  }

  /** The name that something has been given, here or around. */
  find(owner: object): Code<L> | undefined {
    return this.#names.get(owner) ?? this.#parent?.find(owner);
  }

  /** A name of nothing in particular. */
  fresh(wanted: string): Code<L> {
    const stem = cleaned(wanted);
    let name = stem;
    for (let count = 1; this.#isTaken(name); count++) name = count === 1 ? `${stem}_` : `${stem}_${count}`;
    this.#taken.add(name);
    return this.#writer.name(name);
  }

  #isTaken(name: string): boolean {
    if (this.#writer.reserved.has(name) || this.#taken.has(name)) return true;
    return this.#parent !== undefined && this.#parent.#isTaken(name);
  }
}

/** A text as a name: what no name can have becomes `_`. */
function cleaned(wanted: string): string {
  const name = wanted.replaceAll(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
  return isName(name) ? name : 'x';
}
