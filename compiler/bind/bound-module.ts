import type { Call, Import, Module, Name } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { BoundSymbol } from './bound-symbol.ts';
import type { Reference } from './reference.ts';
import type { Scope } from './scope.ts';

/** A module whose names are known: what it declares, what each name means, and what is in scope where. */
export interface BoundModule {
  readonly syntax: Module;
  /** In the order in which they are declared. */
  readonly symbols: readonly BoundSymbol[];
  /** In the order of the text. */
  readonly references: readonly Reference[];
  /** The outermost scope: the module's. */
  readonly scope: Scope;
  /** The uses of each symbol, by what it is in this module. */
  readonly uses: ReadonlyMap<BoundSymbol, readonly Reference[]>;
  /** What its imports bring, as far as that can be read. */
  readonly imported: ReadonlyMap<Import, BoundModule>;
  /** What is applied to tensors, and what aliases stand for. */
  readonly applied: readonly Call[];
  /** What names are declared, and what those that are used mean, by where they begin. */
  readonly declaredAt: ReadonlyMap<number, BoundSymbol>;
  readonly meantAt: ReadonlyMap<number, BoundSymbol>;
}

/** The symbol that a name declares; of labels, none. */
export const declaredBy = ({ declaredAt }: BoundModule, { span }: Name): BoundSymbol | undefined =>
  declaredAt.get(span.start);

/** What a name means that is used; undefined for a word of the language, of Keras or of another file, or a mistake. */
export const meantBy = ({ meantAt }: BoundModule, { span }: Pick<Name, 'span'>): BoundSymbol | undefined =>
  meantAt.get(span.start);

/** A module, and all that it and those import, each once. */
export function withImported(bound: BoundModule): ReadonlySet<BoundModule> {
  const modules = new Set([bound]);
  for (const module of modules) for (const imported of module.imported.values()) modules.add(imported);
  return modules;
}

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;

/** What the name at an offset means, be it declared or used there. */
export function symbolAt({ symbols, references }: BoundModule, offset: number): BoundSymbol | undefined {
  const reference = references.find(({ span }) => contains(span, offset));
  if (reference !== undefined) return reference.symbol;
  return symbols.find(({ spans }) => spans.some((span) => contains(span, offset)));
}

/** The innermost scope around an offset. */
export function scopeAt({ scope }: BoundModule, offset: number): Scope {
  let inner = scope;
  for (;;) {
    const next = inner.children.find(({ span }) => contains(span, offset));
    if (next === undefined) return inner;
    inner = next;
  }
}

/** The references within a part of the text, in its order. */
export function referencesIn({ references }: BoundModule, { start, end }: Span): readonly Reference[] {
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: Reference[] = [];
  for (let index = low; index < references.length; index++) {
    const reference = references[index];
    if (reference === undefined || reference.span.start >= end) break;
    found.push(reference);
  }
  return found;
}
