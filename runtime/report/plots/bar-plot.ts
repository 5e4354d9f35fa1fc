import { element, escapeText } from '../../../compiler/targets/svg/xml.ts';
import { colours } from './line-plot.ts';
import { frame, type FrameOptions, planeOf, size } from './plot-frame.ts';

export interface BarPlot extends Pick<FrameOptions, 'title' | 'xLabel' | 'yLabel' | 'isWhole'> {
  /** The parts of each bar, from below. */
  readonly bars: readonly (readonly number[])[];
  /** What the parts are called. */
  readonly parts: readonly string[];
  /** Where the first bar begins and the last ends; absent: bars are numbered from 1. */
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  readonly hasDiagonal?: boolean;
}

/** Bars of parts over one another, as SVG. */
export function barPlot({ bars, parts, hasDiagonal = false, ...plot }: BarPlot): string {
  const most = bars
    .map((bar) => bar.reduce((sum, part) => sum + part, 0))
    .reduce((a, b) => Math.max(a, b), 0);
  const xDomain = plot.xDomain ?? ([0.5, bars.length + 0.5] as const);
  const options: FrameOptions = {
    ...plot,
    xDomain,
    yDomain: plot.yDomain ?? [0, most || 1],
    isNice: plot.yDomain === undefined,
  };
  const plane = planeOf(options);
  const { x, y } = plane;
  const step = (x(xDomain[1]) - x(xDomain[0])) / Math.max(1, bars.length);
  const gap = Math.min(3, step * 0.15);
  const drawn = bars.flatMap((bar, index) => {
    let below = 0;
    return bar.map((part, number) => {
      const [from, to] = [below, below + part];
      below = to;
      return element('rect', {
        class: `bar s${number % colours}`,
        x: x(xDomain[0]) + index * step + gap / 2,
        y: y(to),
        width: Math.max(0.5, step - gap),
        height: Math.max(0, y(from) - y(to)),
      });
    });
  });
  const [x0 = 0, x1 = 1] = x.domain();
  return frame(
    options,
    plane,
    ...drawn,
    ...(hasDiagonal
      ? [element('line', { class: 'diagonal', x1: x(x0), y1: y(x0), x2: x(x1), y2: y(x1) })]
      : []),
    ...parts.map((name, number) => {
      const at = size.width - size.right - 120 * (parts.length - number);
      return [
        element('rect', { class: `bar s${number % colours}`, x: at, y: 10, width: 10, height: 10 }),
        element('text', { class: 'tick', x: at + 14, y: 19 }, escapeText(name)),
      ].join('');
    }),
  );
}
