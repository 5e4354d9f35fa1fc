import type { Span } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { BoundSymbol } from '../bind/bound-symbol.ts';
import type { Edits } from './refactoring.ts';
import { isWithin, withoutQuotes } from './rewritten.ts';
import { fresh } from './taken-names.ts';

/** Other names for those of some symbols that are taken elsewhere. */
export function sharedNames(
  symbols: readonly BoundSymbol[],
  taken: Set<string>,
): ReadonlyMap<BoundSymbol, string> {
  const names = new Map<BoundSymbol, string>();
  for (const symbol of symbols) {
    if (taken.has(symbol.name)) names.set(symbol, fresh(symbol.name, taken, '_'));
    else taken.add(symbol.name);
  }
  return names;
}

/** The edits by which symbols go by other names within a part of a text; a label that is put together stays. */
export const renamedTo = (bound: BoundModule, part: Span, names: ReadonlyMap<BoundSymbol, string>): Edits =>
  [...names].flatMap(([symbol, text]) => {
    if (isPutTogether(symbol)) return [];
    const uses = bound.uses.get(symbol) ?? [];
    return [...symbol.spans, ...uses.map(({ span }) => span)]
      .filter((span) => isWithin(span, part))
      .map((span) => ({ span: withoutQuotes(span), text }));
  });

/** Whether a label has expressions in it. */
export function isPutTogether({ declaration }: BoundSymbol): boolean {
  const label = 'label' in declaration ? declaration.label : undefined;
  return label?.type === 'string' && label.parts.some((part) => typeof part !== 'string');
}
