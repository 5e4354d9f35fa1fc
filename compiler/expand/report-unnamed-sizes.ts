import type { Expression, SymbolicSize } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { suggest } from '../foreign/suggest.ts';
import { evaluate } from './evaluate.ts';
import type { Place } from './place.ts';
import { valueNames } from './visible.ts';

/** Tells of sizes that nothing names (`[h, w, 3]`) and that resemble no value: once, as what is written `?h`. */
export function reportUnnamedSizes(sizes: readonly (Expression | SymbolicSize)[], place: Place): boolean {
  const { reporter, environment } = place;
  const named = new Set(sizes.flatMap((size) => (size.type === 'symbolic-size' ? [size.name.text] : [])));
  const words = sizes.filter(
    (size) => size.type === 'path' && evaluate(size, place)?.type === 'word' && !named.has(textOf(size.span)),
  );
  const [first] = words;
  if (
    first === undefined ||
    words.some(({ span }) => suggest(textOf(span), valueNames(environment.bound, span)) !== undefined)
  )
    return false;
  const text = textOf(first.span);
  const edits = words.map(({ span }) => ({ span: { ...span, end: span.start }, text: '?' }));
  const fix = `write \`?${text}\`, a size that what is given brings`;
  reporter.anywhere.report('CNN101', first.span, [text, undefined], { fix, edits });
  return true;
}
