import type { Measures } from '../../runtime/train/record.ts';
import { formatMeasure } from './format.ts';

/** Columns of a terminal that does not say how many it has. */
export const usualWidth = 100;

const partsOf = (measures: Measures): readonly string[] =>
  Object.entries(measures).map(([name, value]) => `${name} ${formatMeasure(value)}`);

/** `loss 0.4123 · accuracy 0.8710`. */
export const formatMeasures = (measures: Measures): string => partsOf(measures).join(' · ');

/** Measures in lines of at most `width` columns, a measure never in two. */
export const foldMeasures = (measures: Measures, width: number): readonly string[] =>
  foldParts(partsOf(measures), ' · ', width);

/** As many measures as fit a width, and a sign for the others. */
export function cutMeasures(measures: Measures, width: number): string {
  const [line = '', ...more] = foldMeasures(measures, width - 2);
  return more.length === 0 ? line : `${line} …`;
}

/** Parts in lines of at most `width` columns; one that is wider has a line of its own. */
export function foldParts(parts: readonly string[], separator: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = lines.length === 0 ? undefined : `${lines.at(-1) ?? ''}${separator}${part}`;
    if (longer !== undefined && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
