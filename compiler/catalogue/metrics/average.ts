import { type ClassCount, meanOf, ratio, total } from './class-counts.ts';

/** How the figures of classes become one. */
export const averageParam = {
  type: 'enum',
  values: ['macro', 'micro', 'weighted'],
  nullable: true,
  default: null,
  doc: 'How the figures of several classes become one: their mean (`none`, `macro`), weighted by how often each class is so (`weighted`), or the figure of all counts together (`micro`).',
} as const;

export type Average = 'macro' | 'micro' | 'weighted' | null;

/** A name with how classes were averaged, where that is said. */
export const averageName = (name: string, average: Average): string =>
  average === null ? name : `${average}_${name}`;

/** A figure over classes; of one it is its own. */
export function averaged(
  counts: readonly ClassCount[],
  average: Average,
  figure: (count: ClassCount) => number,
): number {
  if (average === 'micro') {
    return figure({
      right: total(counts, ({ right }) => right),
      predicted: total(counts, ({ predicted }) => predicted),
      actual: total(counts, ({ actual }) => actual),
    });
  }
  if (average !== 'weighted') return meanOf(counts.map(figure));
  const all = total(counts, ({ actual }) => actual);
  return ratio(
    total(counts, (count) => count.actual * figure(count)),
    all,
  );
}
