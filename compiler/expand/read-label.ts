import type { Label } from '../../grammar/ast.ts';
import { evaluate } from './evaluate.ts';
import type { BodyPlace } from './expansion.ts';

/** A label's path, and the loops whose iteration it is of. */
export interface LabelPath {
  readonly path: string;
  readonly loops: readonly object[];
}

const labelPattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The path of a label, evaluated where it is quoted; undefined where it cannot be one, which has been reported. */
export function readLabel(label: Label, place: BodyPlace): LabelPath | undefined {
  const text = label.type === 'name' ? label.text : quoted(label, place);
  if (text === undefined) return undefined;
  if (!labelPattern.test(text)) return place.reporter.report('CNN135', label.span, [text]);
  const interpolated = label.type === 'string' && label.parts.some((part) => typeof part !== 'string');
  const path = place.names.label(text, label.span, interpolated);
  if (typeof path === 'string') return { path, loops: interpolated ? [] : place.names.loops };
  return place.reporter.report('CNN106', label.span, [text], {
    related: path.clash === label.span ? [] : [{ span: path.clash, message: 'it is taken here' }],
  });
}

function quoted(label: Label, place: BodyPlace): string | undefined {
  if (label.type === 'name') return label.text;
  const value = evaluate(label, place);
  return value?.type === 'string' ? value.value : undefined;
}
