import { plotStyle } from '../page/style.ts';
import { linePlot, type Series } from '../report/plots/line-plot.ts';
import type { RateRange } from './rate-range.ts';

/** Rates are shown to so many digits. */
export const rateText = (rate: number): string => rate.toExponential(1);

/** Losses over the largest of them that is worth seeing are cut off. */
const highest = 1.5;

/** The picture of a range test: the loss over the rate, and where the estimates lie. */
export function drawRange(train: string, { phase, updates, steepest, tenth }: RateRange): string {
  const smoothed = updates.map(({ smoothed }) => smoothed).filter(Number.isFinite);
  const least = smoothed.reduce((a, b) => Math.min(a, b), Infinity);
  const first = smoothed[0] ?? 1;
  const top = Math.max(first, least) + (highest - 1) * Math.max(Math.abs(first), first - least);
  const bottom = least - 0.1 * (top - least);
  const cut = (value: number): number => Math.min(Math.max(value, bottom), top);
  const line = (name: string, colour: number, of: (update: (typeof updates)[number]) => number): Series => ({
    name,
    colour,
    points: updates.map((update) => [Math.log10(update.rate), cut(of(update))] as const),
  });
  const mark = (name: string, rate: number | undefined, colour: number): readonly Series[] => {
    if (rate === undefined) return [];
    const at = Math.log10(rate);
    return [
      {
        name: `${name} ${rateText(rate)}`,
        colour,
        isDashed: true,
        points: [[at, bottom] as const, [at, top] as const],
      },
    ];
  };
  const plot = linePlot({
    title: `${train}: loss of phase ${phase} as the learning rate rises`,
    xLabel: 'learning rate, as a power of ten',
    isWhole: true,
    names: 'top left',
    yDomain: [bottom, top],
    series: [
      line('loss of a batch', 7, ({ loss }) => loss),
      line('smoothed', 0, ({ smoothed }) => smoothed),
      ...mark('steepest descent', steepest, 1),
      ...mark('a tenth of the minimum', tenth, 2),
    ],
  });
  const open = plot.indexOf('>') + 1;
  const style = `<style>.plot{background:#fff}${plotStyle}</style>`;
  return `${plot.slice(0, open)}<!-- cnnc find-rate -->${style}${plot.slice(open)}\n`;
}

/** Whether a file begins as such a picture does. */
export const isRangePicture = (beginning: string): boolean =>
  /^<svg [^>]*><!-- cnnc find-rate -->/.test(beginning);
