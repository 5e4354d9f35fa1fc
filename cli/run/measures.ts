import type { Measures } from '../../runtime/train/record.ts';
import { formatMeasure } from './format.ts';

/** Columns of a terminal that does not say how many it has. */
export const usualWidth = 100;

/** `loss 0.4123`, `accuracy 0.8710`, … */
export const partsOf = (measures: Measures): readonly string[] =>
  Object.entries(measures).map(([name, value]) => `${name} ${formatMeasure(value)}`);

/** `loss 0.4123 · accuracy 0.8710`. */
export const formatMeasures = (measures: Measures): string => partsOf(measures).join(' · ');

/** `loss 0.4123 (val 0.4512)`: what was validated beside what was trained, which takes fewer columns. */
const pairsOf = (measures: Measures): readonly string[] =>
  Object.entries(measures)
    .filter(([name]) => !(name.startsWith('val_') && name.slice(4) in measures))
    .map(([name, value]) => {
      const valid = measures[`val_${name}`];
      const beside = valid === undefined ? '' : ` (val ${formatMeasure(valid)})`;
      return `${name} ${formatMeasure(value)}${beside}`;
    });

/**
 * What an epoch came to, in one line where any way of writing it fits `width` columns, and what may stand dimmed at the end
 * of the last: how long it took, and how fast it was.
 */
export function epochLines(
  measures: Measures,
  seconds: string,
  rate: string,
  width: number,
): { readonly lines: readonly string[]; readonly end: string } {
  const pace = `${seconds} · ${rate} images/s`;
  const whole = partsOf(measures).join(' · ');
  const pairs = pairsOf(measures).join(' · ');
  const ways = [
    { line: whole, end: pace },
    { line: pairs, end: pace },
    { line: pairs, end: seconds },
  ];
  const found = ways.find(({ line, end }) => line.length + 2 + end.length <= width);
  if (found !== undefined) return { lines: [found.line], end: found.end };
  const lines = foldParts(pairsOf(measures), ' · ', width);
  const end = [pace, seconds].find((text) => (lines.at(-1) ?? '').length + 2 + text.length <= width);
  return end === undefined ? { lines: [...lines, pace], end: '' } : { lines, end };
}

/** As many parts as fit a width, and a sign for the others. */
export function cutParts(parts: readonly string[], width: number): string {
  const [line = '', ...more] = foldParts(parts, ' · ', width - 2);
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
