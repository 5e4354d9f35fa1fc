import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { element, escapeText } from '../../../compiler/targets/svg/xml.ts';

/** Pixels of a plot; a page scales it to its column. */
export const size = { width: 520, height: 300, left: 52, right: 14, top: 30, bottom: 40 } as const;

type Scale = ScaleLinear<number, number>;

/** The plane of a plot. */
export interface Plane {
  readonly x: Scale;
  readonly y: Scale;
}

export interface FrameOptions {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel?: string;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  /** Whether the bounds may be moved to round numbers. */
  readonly isNice?: boolean;
  /** Whether only whole numbers stand below. */
  readonly isWhole?: boolean;
}

/** What lies where in a plot. */
export function planeOf({ xDomain, yDomain, isNice = false }: FrameOptions): Plane {
  const { width, height, left, right, top, bottom } = size;
  const x = scaleLinear([...xDomain], [left, width - right]);
  const y = scaleLinear([...yDomain], [height - bottom, top]);
  return { x, y: isNice ? y.nice(5) : y };
}

/** A plot: title, axes with ticks, and what is drawn in it. */
export function frame(options: FrameOptions, { x, y }: Plane, ...content: readonly string[]): string {
  const { width, height, left, right, top, bottom } = size;
  const { title, xLabel, yLabel = '', isWhole = false } = options;
  const ticks = x.ticks(6).filter((tick) => !isWhole || Number.isInteger(tick));
  const below = height - bottom;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'plot',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': title,
    },
    element('text', { class: 'title', x: left, y: 18 }, escapeText(title)),
    ...y
      .ticks(5)
      .flatMap((tick) => [
        element('line', { class: 'grid', x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
        element(
          'text',
          { class: 'tick', x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' },
          y.tickFormat(5)(tick),
        ),
      ]),
    ...ticks.map((tick) =>
      element(
        'text',
        { class: 'tick', x: x(tick), y: below + 16, 'text-anchor': 'middle' },
        isWhole ? String(tick) : x.tickFormat(6)(tick),
      ),
    ),
    element('line', { class: 'axis', x1: left, x2: width - right, y1: below, y2: below }),
    element(
      'text',
      { class: 'label', x: (left + width - right) / 2, y: height - 6, 'text-anchor': 'middle' },
      escapeText(xLabel),
    ),
    ...(yLabel === ''
      ? []
      : [
          element(
            'text',
            {
              class: 'label',
              x: 14,
              y: (top + below) / 2,
              transform: `rotate(-90 14 ${(top + below) / 2})`,
              'text-anchor': 'middle',
            },
            escapeText(yLabel),
          ),
        ]),
    ...content,
  );
}
