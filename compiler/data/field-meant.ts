import type { Name } from '../../grammar/ast.ts';
import { meantBy } from '../bind/bound-module.ts';
import type { Place } from '../expand/place.ts';
import type { FieldSpec } from './data-spec.ts';

/** The field that a name means: one that is declared, or one that the source brings without. */
export function fieldMeant<T extends FieldSpec>(
  name: Name,
  fields: readonly T[],
  { environment }: Place,
): T | undefined {
  const symbol = meantBy(environment.bound, name);
  const wanted = symbol?.kind === 'field' ? symbol.name : name.text;
  return fields.find((field) => field.name === wanted);
}
