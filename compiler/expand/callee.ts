import type { Call } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { meantBy } from '../bind/bound-module.ts';
import { type BoundSymbol, canBeApplied } from '../bind/bound-symbol.ts';
import type { AnyLayerDefinition } from '../catalogue/layers/define-layer.ts';
import { layerDefinition, layerNames } from '../catalogue/layers/registry.ts';
import { appliedNames } from './visible.ts';

/** What a call applies: a kind of layer, or what a module declares. */
export type Callee =
  | { readonly type: 'layer'; readonly name: string; readonly definition: AnyLayerDefinition }
  | { readonly type: 'declared'; readonly name: string; readonly symbol: BoundSymbol };

/** What is applied under the name of a call; undefined where there is no such thing. */
export function calleeOf({ callee }: Call, bound: BoundModule): Callee | undefined {
  if (isLowerCase(callee)) return spelledAlike(callee, bound);
  const definition = layerDefinition(callee.text);
  if (definition !== undefined) return { type: 'layer', name: callee.text, definition };
  const symbol = meantBy(bound, callee);
  return symbol !== undefined && canBeApplied(symbol)
    ? { type: 'declared', name: callee.text, symbol }
    : undefined;
}

/** Whether a callee is written in lower case, which the parser has told. */
export function isLowerCase({ span }: Call['callee']): boolean {
  const first = span.source.text.charAt(span.start);
  return first >= 'a' && first <= 'z';
}

/** What is spelled alike, but for capitals and underlines. */
function spelledAlike({ span }: Call['callee'], bound: BoundModule): Callee | undefined {
  const written = fold(textOf(span));
  const name = layerNames.find((known) => fold(known) === written);
  const definition = name === undefined ? undefined : layerDefinition(name);
  if (name !== undefined && definition !== undefined) return { type: 'layer', name, definition };
  const symbol = appliedNames(bound, span).find((known) => fold(known.name) === written);
  return symbol && { type: 'declared', name: symbol.name, symbol };
}

/** A name as it is told apart from others whatever its capitals and underlines are. */
export const fold = (name: string): string => name.replaceAll('_', '').toLowerCase();
