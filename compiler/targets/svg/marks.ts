import { countText, countWidth } from './measure.ts';
import { metrics } from './scene.ts';
import { element } from './xml.ts';

export const ink = '#1b2430';
export const faint = '#55606d';
export const line = '#46505c';
export const white = '#ffffff';

/** `×3` on a dark ground that ends at `right`; nothing for a count of 1. */
export function countMark(count: number, right: number, middle: number): string {
  if (count === 1) return '';
  const width = countWidth(count) - 8;
  const x = right - width;
  const text = {
    'text-anchor': 'middle',
    'font-size': metrics.labelSize,
    'font-weight': 'bold',
    fill: white,
  };
  return element(
    'g',
    { class: 'count' },
    element('rect', { x, y: middle - 8, width, height: 16, rx: 8, fill: ink }),
    element('text', { x: x + width / 2, y: middle + 4, ...text }, countText(count)),
  );
}

/** A snowflake of 12 pixels around a point. */
export function snowflake(x: number, y: number): string {
  const arm = 'M0-6V6M-2-4.6L0-2.8 2-4.6M-2 4.6L0 2.8 2 4.6';
  const arms = [0, 60, 120].map((angle) => element('path', { d: arm, transform: `rotate(${angle})` }));
  const attributes = { class: 'frozen', fill: 'none', stroke: '#1f62a8', 'stroke-width': 1.2 };
  return element('g', { ...attributes, transform: `translate(${x} ${y})` }, ...arms);
}
