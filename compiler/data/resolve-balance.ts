import type { Entry } from '../../grammar/ast.ts';
import type { Place } from '../expand/place.ts';
import { readEntry } from '../expand/read-entries.ts';
import type { DataSpec, FieldSpec } from './data-spec.ts';

const modes = {
  type: 'enum',
  values: ['oversample'],
  nullable: true,
  doc: 'How often examples of small classes are drawn.',
} as const;

/** How classes are balanced: `none` unless written. Undefined where it is at fault, which has been reported. */
export function resolveBalance(
  data: string,
  entry: Entry | undefined,
  fields: readonly (FieldSpec | undefined)[],
  place: Place,
): DataSpec['balance'] | undefined {
  if (entry === undefined) return 'none';
  const mode = readEntry(entry, modes, place);
  if (mode === null) return 'none';
  if (mode !== 'oversample') return undefined;
  // A field whose type is at fault may have been meant as the class.
  if (fields.some((field) => field === undefined || field.type.kind === 'class')) return mode;
  return place.reporter.report('CNN316', entry.value.span, [data]);
}
