import type { Span } from '../../grammar/span.ts';
import { type BoundModule, scopeAt } from '../bind/bound-module.ts';
import { type BoundSymbol, isValue, originOf, type SymbolKind } from '../bind/bound-symbol.ts';
import { symbolsIn } from '../bind/scope.ts';

/** The names of values that can be seen at a place, inner ones first. */
export const valueNames = (bound: BoundModule, at: Span): readonly string[] =>
  visibleAt(bound, at)
    .filter(isValue)
    .map(({ name }) => name);

/** What can be applied at a place, aliases first. */
export function appliedNames(bound: BoundModule, at: Span): readonly BoundSymbol[] {
  const symbols = visibleAt(bound, at);
  const ofKind = (...kinds: readonly SymbolKind[]): readonly BoundSymbol[] =>
    symbols.filter((symbol) => kinds.includes(originOf(symbol).kind));
  return [...ofKind('layer'), ...ofKind('block', 'model')];
}

function visibleAt(bound: BoundModule, { source, start }: Span): readonly BoundSymbol[] {
  return source === bound.syntax.source ? symbolsIn(scopeAt(bound, start), start) : [];
}
