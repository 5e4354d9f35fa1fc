import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { addProjection, type Known } from './add-projection.ts';

/** A mistake whose fix, where it projects the skip of a `residual`, is in the words of the block around that. */
export function wordedProjection(diagnostic: Diagnostic, bound: BoundModule, known: Known): Diagnostic {
  const { code, span, fix } = diagnostic;
  if (code !== 'CNN203' || span?.source !== bound.syntax.source || fix?.edits !== undefined)
    return diagnostic;
  const [edits] = addProjection(bound, span.start, known);
  const text = edits?.map((edit) => edit.text.trim()).join('');
  if (text === undefined || !text.startsWith('skip')) return diagnostic;
  const title = `project the skip: \`${text.replaceAll(/\s*\n\s*/g, '  ')}\``;
  return { ...diagnostic, fix: { title } };
}
