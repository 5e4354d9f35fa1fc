import { line } from 'd3-shape';
import { element, escapeText } from '../../../compiler/targets/svg/xml.ts';
import type { Point } from '../../metrics/score-counts.ts';
import { frame, type FrameOptions, planeOf, size } from './plot-frame.ts';

/** A line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Lines of one colour belong together. */
  readonly colour: number;
  readonly isDashed?: boolean;
}

/** A stretch of the plane with a name: a phase. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface LinePlot extends Omit<FrameOptions, 'xDomain' | 'yDomain'> {
  readonly series: readonly Series[];
  readonly bands?: readonly Band[];
  /** Absent: what the points have. */
  readonly xDomain?: readonly [number, number];
  readonly yDomain?: readonly [number, number];
  /** Where names stand; absent: at the top on the right. */
  readonly names?: 'top' | 'top left' | 'bottom right' | 'bottom left';
  /** Whether the line from corner to corner is drawn: chance, or what is right. */
  readonly hasDiagonal?: boolean;
}

/** Colours repeat after so many. */
export const colours = 8;

/** Lines over a plane, as SVG. */
export function linePlot(plot: LinePlot): string {
  const finite = plot.series.map((each) => ({ ...each, points: each.points.filter(isFinitePoint) }));
  const all = finite.flatMap(({ points }) => points);
  const options: FrameOptions = {
    ...plot,
    xDomain: plot.xDomain ?? boundsOf(all.map(([x]) => x)),
    yDomain: plot.yDomain ?? boundsOf(all.map(([, y]) => y)),
    isNice: plot.yDomain === undefined,
  };
  const plane = planeOf(options);
  const { x, y } = plane;
  const path = line<Point>(
    ([at]) => x(at),
    ([, value]) => y(value),
  );
  const [x0 = 0, x1 = 1] = x.domain();
  const [y0 = 0, y1 = 1] = y.domain();
  return frame(
    options,
    plane,
    ...(plot.bands ?? []).map((band, index) => drawBand(band, index, x)),
    ...(plot.hasDiagonal === true
      ? [element('line', { class: 'diagonal', x1: x(x0), y1: y(y0), x2: x(x1), y2: y(y1) })]
      : []),
    ...finite.flatMap(({ points, colour, isDashed = false }) => {
      const style = `line s${colour % colours}${isDashed ? ' dashed' : ''}`;
      const [only] = points;
      if (points.length === 1 && only !== undefined)
        return [
          element('circle', { class: `dot s${colour % colours}`, cx: x(only[0]), cy: y(only[1]), r: 3 }),
        ];
      return points.length === 0 ? [] : [element('path', { class: style, d: path(points) ?? '' })];
    }),
    legend(finite, plot.names ?? 'top'),
  );
}

const isFinitePoint = ([x, y]: Point): boolean => Number.isFinite(x) && Number.isFinite(y);

/** The least and the largest; a little around what is the same. */
function boundsOf(values: readonly number[]): readonly [number, number] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (least > most) return [0, 1];
  return least === most ? [least - 0.5, most + 0.5] : [least, most];
}

function drawBand({ name, from, to }: Band, index: number, x: (value: number) => number): string {
  const [left, right] = [x(from), x(to)];
  return [
    element('rect', {
      class: `band band${index % 2}`,
      x: left,
      y: size.top,
      width: Math.max(0, right - left),
      height: size.height - size.bottom - size.top,
    }),
    element('text', { class: 'tick', x: left + 5, y: size.top + 12 }, escapeText(name)),
  ].join('');
}

/** Names beside their lines; what has none is not named. */
function legend(series: readonly Series[], place: NonNullable<LinePlot['names']>): string {
  const named = series.filter(({ name }) => name !== '').slice(0, mostNames);
  const step = 15;
  const first = place.startsWith('top')
    ? size.top + 12
    : size.height - size.bottom - 8 - step * (named.length - 1);
  const isLeft = place.endsWith('left');
  return named
    .map(({ name, colour, isDashed = false }, index) => {
      const y = first + index * step;
      const from = isLeft ? size.left + 8 : size.width - size.right - 22;
      return [
        element('line', {
          class: `line s${colour % colours}${isDashed ? ' dashed' : ''}`,
          x1: from,
          x2: from + 18,
          y1: y - 4,
          y2: y - 4,
        }),
        element(
          'text',
          { class: 'tick', x: isLeft ? from + 24 : from - 6, y, 'text-anchor': isLeft ? 'start' : 'end' },
          escapeText(name),
        ),
      ].join('');
    })
    .join('');
}

const mostNames = 12;
