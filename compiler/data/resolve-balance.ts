import type { Entry } from '../../grammar/ast.ts';
import { settings } from '../catalogue/settings/registry.ts';
import type { Place } from '../expand/place.ts';
import { readEntry } from '../expand/read-entries.ts';
import type { Balance, FieldSpec } from './data-spec.ts';

/** How classes are balanced: `none` unless written. Undefined where it is at fault, which has been reported. */
export function resolveBalance(
  data: string,
  entry: Entry | undefined,
  fields: readonly (FieldSpec | undefined)[],
  place: Place,
): Balance | undefined {
  if (entry === undefined) return 'none';
  const mode = readEntry(entry, settings.balance.accepts, place);
  if (mode === null) return 'none';
  if (mode !== 'oversample' && mode !== 'class_weights') return undefined;
  // A field whose type is at fault may have been meant as the class.
  if (fields.some((field) => field === undefined || field.type.kind === 'class')) return mode;
  return place.reporter.report('CNN316', entry.value.span, [data, mode]);
}
