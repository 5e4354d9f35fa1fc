import type { Row } from './diagram.ts';
import { colors } from './family.ts';
import { countMark, ink, line, snowflake, white } from './marks.ts';
import { countWidth, frozenWidth, gapWidth, rowTextWidth } from './measure.ts';
import { type Box, metrics, type Pill, type Rectangle } from './scene.ts';
import { element, escapeText, round } from './xml.ts';

const { nameSize, rowHeight, rowPadding } = metrics;
const radius = 5;

/** Layers on one another, the first one's colour around them. */
export function drawBox({ x, y, width, height, rows, count }: Box): string {
  const outline = colors[rows[0]?.family ?? 'other'].stroke;
  return element(
    'g',
    { class: 'box' },
    ...rows.map((row, i) => {
      const [top, bottom] = [i === 0 ? radius : 0, i === rows.length - 1 ? radius : 0];
      const place = { x, y: y + i * rowHeight, width, height: rowHeight };
      return drawRow(row, place, [top, bottom], i === 0 ? countWidth(count) : 0);
    }),
    element('rect', { x, y, width, height, rx: radius, fill: 'none', stroke: outline, 'stroke-width': 1.3 }),
    countMark(count, x + width - 6, y + rowHeight / 2),
  );
}

/** A row; `taken` is how much of its right end is. */
function drawRow(
  row: Row,
  place: Rectangle,
  [top, bottom]: readonly [number, number],
  taken: number,
): string {
  const { fill, stroke } = colors[row.family];
  const { x, y, width, height } = place;
  const baseline = y + height / 2 + nameSize * 0.36;
  const half = rowTextWidth(row) / 2;
  const leftmost = x + rowPadding + (row.frozen ? frozenWidth : 0) + half;
  const middle = Math.max(leftmost, Math.min(x + width / 2, x + width - taken - rowPadding - half));
  return element(
    'g',
    { class: 'layer', 'data-line': row.line },
    element('title', {}, escapeText(tooltip(row))),
    element('path', { d: roundedPath(place, top, bottom), fill }),
    top > 0
      ? ''
      : element('path', { d: `M${round(x)} ${round(y)}h${round(width)}`, stroke, 'stroke-opacity': 0.45 }),
    rowText(row, middle, baseline),
    row.frozen ? snowflake(x + 14, y + height / 2) : '',
  );
}

/** Kind and details around a middle, so that a narrower font stays there. */
function rowText({ kind, details }: Row, middle: number, baseline: number): string {
  const place = { x: middle, y: baseline, 'text-anchor': 'middle' };
  const bold = { 'font-weight': 'bold' };
  if (details === '') return element('text', { ...place, ...bold }, escapeText(kind));
  const name = element('tspan', bold, escapeText(kind));
  return element('text', place, name, element('tspan', { dx: gapWidth }, escapeText(details)));
}

function tooltip({ paths, kind, details, parameters, frozen, sharesWith, line }: Row): string {
  const [first = '', ...others] = paths;
  const lines = [
    `${kind} ${details}`.trim(),
    others.length === 0 ? first : `${first} … ${others.at(-1) ?? ''} (${paths.length})`,
  ];
  if (sharesWith !== undefined) lines.push(`uses the weights of ${sharesWith}`);
  else if (parameters > 0 && others.length === 0) lines.push(`${parameters.toLocaleString('en')} parameters`);
  return [...lines, ...(frozen ? ['frozen'] : []), `line ${line}`].join('\n');
}

/** A rectangle whose upper and lower corners have radii of their own. */
function roundedPath({ x, y, width, height }: Rectangle, top: number, bottom: number): string {
  const corner = (r: number, dx: number, dy: number): string =>
    r === 0 ? '' : `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return [
    `M${round(x)} ${round(y + top)}`,
    corner(top, top, -top),
    `h${round(width - 2 * top)}`,
    corner(top, top, top),
    `v${round(height - top - bottom)}`,
    corner(bottom, -bottom, bottom),
    `h${round(2 * bottom - width)}`,
    corner(bottom, -bottom, -bottom),
    'Z',
  ].join('');
}

/** An input is dark on white, an output white on dark. */
export function drawPill({ x, y, width, height, name, role }: Pill): string {
  const [fill, color] = role === 'input' ? [white, ink] : [line, white];
  const text = { 'text-anchor': 'middle', 'font-weight': 'bold', fill: color };
  return element(
    'g',
    { class: role },
    element('title', {}, escapeText(`${role} ${name}`)),
    element('rect', { x, y, width, height, rx: height / 2, fill, stroke: line, 'stroke-width': 1.6 }),
    element('text', { x: x + width / 2, y: y + height / 2 + nameSize * 0.36, ...text }, escapeText(name)),
  );
}
