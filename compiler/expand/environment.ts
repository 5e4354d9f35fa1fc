import type { Name } from '../../grammar/ast.ts';
import { type BoundModule, declaredBy, meantBy } from '../bind/bound-module.ts';
import { type BoundSymbol, isMissing, isValue } from '../bind/bound-symbol.ts';
import type { Constant } from './constant.ts';
import type { Alias } from './kind.ts';

/** What a symbol stands for; it reads as undefined where that is not known, or at fault, which has been reported. */
export type Meaning =
  | { readonly type: 'value'; read(): Constant | undefined }
  | { readonly type: 'kind'; read(): Alias | undefined };

/**
 * What the symbols of a module stand for at a place: of the module at its root, in an application of a block or model the
 * values of its parameters, in a round of a loop those of its variables. Which symbol a name means is the binder's to say.
 */
export class Environment {
  readonly bound: BoundModule;
  readonly #outer: Environment | undefined;
  readonly #meanings = new Map<BoundSymbol, Meaning>();

  constructor(bound: BoundModule, outer?: Environment) {
    this.bound = bound;
    this.#outer = outer;
  }

  /** One for an application, or a round, within this one. */
  inside(): Environment {
    return new Environment(this.bound, this);
  }

  /** The value that a name is used for; undefined where it is a word. */
  value(name: Pick<Name, 'span'>): Extract<Meaning, { type: 'value' }> | undefined {
    const symbol = meantBy(this.bound, name);
    if (symbol === undefined || !(isValue(symbol) || isMissing(symbol))) return undefined;
    const meaning = this.#find(symbol);
    return meaning?.type === 'value' ? meaning : unknown;
  }

  /** What is applied under a name. */
  kind(symbol: BoundSymbol): Extract<Meaning, { type: 'kind' }> | undefined {
    const meaning = this.#find(symbol);
    return meaning?.type === 'kind' ? meaning : undefined;
  }

  #find(symbol: BoundSymbol): Meaning | undefined {
    const own = this.#meanings.get(symbol);
    return own !== undefined || this.#outer === undefined ? own : this.#outer.#find(symbol);
  }

  define(symbol: BoundSymbol, meaning: Meaning): void {
    this.#meanings.set(symbol, meaning);
  }

  /** Gives the symbol that a name declares its meaning. */
  defineName(name: Name, meaning: Meaning): void {
    const symbol = declaredBy(this.bound, name);
    if (symbol !== undefined) this.define(symbol, meaning);
  }

  /** Gives a value to the symbol that a name declares. */
  defineValue(name: Name, value: Constant | undefined): void {
    this.defineName(name, { type: 'value', read: () => value });
  }
}

const unknown = { type: 'value', read: () => undefined } as const;
