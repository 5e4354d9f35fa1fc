import { hasStatements, type Open } from '../../../grammar/open/open.ts';
import type { Source } from '../../../grammar/source.ts';
import type { BoundModule } from '../bound-module.ts';
import { type BoundSymbol, type Inside, originOf } from '../bound-symbol.ts';
import type { Scope } from '../scope.ts';

/** What is around a place: what is open there, and what the names there mean. */
export interface Around {
  readonly bound: BoundModule;
  /** Where the word begins that is being written. */
  readonly offset: number;
  /** How far it is written. */
  readonly end: number;
  readonly open: readonly Open[];
  readonly scope: Scope;
}

/** The scope of the innermost brackets that have one: of a body it begins with its `{`, of parameters with their block. */
export function scopeOf({ scope }: BoundModule, open: readonly Open[]): Scope {
  const item = open[0]?.pieces[0]?.start;
  let inner = scope;
  const starts = open.filter(hasStatements).map(({ start }) => start);
  for (const start of item === undefined ? starts : [item, ...starts]) {
    inner = inner.children.find(({ span }) => span.start === start) ?? inner;
  }
  return inner;
}

/** The parameters before one that is being written, of a block that is not read yet since its text ends there. */
export function unreadParameters(
  source: Source,
  open: readonly Open[],
  known: readonly BoundSymbol[],
): readonly BoundSymbol[] {
  const { before = [] } = open.find(({ type }) => type === 'parameters') ?? {};
  return before.flatMap(([first]): readonly BoundSymbol[] => {
    if (first?.type !== 'word' || known.some(({ name }) => name === first.image)) return [];
    const span = { source, start: first.start, end: first.end };
    const declaration = { type: 'name', text: first.image, span } as const;
    return [{ kind: 'parameter', name: first.image, spans: [span], declaration }];
  });
}

/** The names in a declaration of the module. */
export const insideOf = ({ bound }: Around, name: string | undefined): Inside | undefined =>
  name === undefined ? undefined : bound.scope.find(name)?.inside?.();

/** The names of a kind that the module knows, imported ones too. */
export const named = ({ bound }: Around, ...kinds: readonly BoundSymbol['kind'][]): readonly BoundSymbol[] =>
  [...bound.scope.symbols].filter((symbol) => {
    const { kind } = originOf(symbol);
    return kinds.includes(kind) || kind === 'import';
  });
