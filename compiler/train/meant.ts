import type { ModelDeclaration, Name } from '../../grammar/ast.ts';
import { meantBy } from '../bind/bound-module.ts';
import type { SymbolKind } from '../bind/bound-symbol.ts';
import type { Place } from '../expand/place.ts';

/*
 * What the names in a train block mean: the binder has looked them up, and what they stand for is what the module's answers
 * have of that symbol.
 */

/** What is known of the model or data that a name means. */
export function meantAmong<T>(
  known: ReadonlyMap<string, T>,
  name: Name,
  { environment }: Place,
): T | undefined {
  const symbol = meantBy(environment.bound, name);
  return symbol && known.get(symbol.name);
}

/** The declaration of a model, where that is in the module of a place. */
export function modelMeant(name: Name, { environment }: Place): ModelDeclaration | undefined {
  const declaration = meantBy(environment.bound, name)?.declaration;
  return declaration?.type === 'model' ? declaration : undefined;
}

/** The input or output of a model that a name means. */
export function headMeant<T extends { readonly name: string }>(
  kind: Extract<SymbolKind, 'input' | 'output'>,
  name: Name,
  known: readonly T[],
  { environment }: Place,
): T | undefined {
  const symbol = meantBy(environment.bound, name);
  return symbol?.kind === kind ? known.find((each) => each.name === symbol.name) : undefined;
}
