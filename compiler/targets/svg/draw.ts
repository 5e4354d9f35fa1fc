import { drawBox, drawPill } from './draw-box.ts';
import { countMark, faint, ink, line, snowflake, white } from './marks.ts';
import { type Arrow, type Frame, type Label, metrics, type Point, type Scene } from './scene.ts';
import { fontFamily, textWidth } from './text-width.ts';
import { element, escapeText, round } from './xml.ts';

const { nameSize, labelSize, titleSize, frameTop, margin } = metrics;

/** A scene as an SVG document that needs nothing else: no fonts, no style sheets, no scripts. */
export function draw(scene: Scene): string {
  const width = Math.ceil(Math.max(scene.width, headerWidth(scene)));
  const height = Math.ceil(scene.height);
  const shift = Math.floor((width - scene.width) / 2);
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    'data-made-by': 'cnnc graph',
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    ...{ 'font-family': fontFamily, 'font-size': nameSize, fill: ink },
  };
  const parts = [
    ...header(scene),
    ...scene.frames.map((frame) => drawFrame(frame)),
    ...scene.arrows.map((arrow) => drawArrow(arrow)),
    ...scene.frames.map((frame) => drawTitle(frame)),
    ...scene.labels.map((label) => drawLabel(label)),
    ...scene.boxes.map((box) => drawBox(box)),
    ...scene.pills.map((pill) => drawPill(pill)),
    ...(scene.frozen ? [legend(scene)] : []),
  ];
  const lines = [
    element('title', {}, escapeText(`${scene.title}, ${scene.caption}`)),
    element('defs', {}, arrowHead),
    element('rect', { class: 'ground', width, height, fill: white }),
    element('g', shift === 0 ? {} : { transform: `translate(${shift} 0)` }, `\n${parts.join('\n')}\n`),
  ];
  return `${element('svg', attributes, `\n${lines.join('\n')}\n`)}\n`;
}

const headerWidth = ({ title, caption }: Scene): number =>
  2 * margin + Math.max(textWidth(title, titleSize, 'bold'), textWidth(caption, labelSize));

/** Title and caption over the middle of the drawing. */
function header({ title, caption, width }: Scene): readonly string[] {
  const middle = { x: width / 2, 'text-anchor': 'middle' };
  return [
    element('text', { ...middle, y: 32, 'font-size': titleSize, 'font-weight': 'bold' }, escapeText(title)),
    element('text', { ...middle, y: 50, 'font-size': labelSize, fill: faint }, escapeText(caption)),
  ];
}

const arrowHead = element(
  'marker',
  { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: 'auto' },
  element('path', { d: 'M0 0.8L7.5 4 0 7.2Z', fill: line }),
);

function drawFrame({ x, y, width, height, fullTitle, within }: Frame): string {
  const dashes: Readonly<Record<string, string>> = fullTitle === '' ? { 'stroke-dasharray': '5 4' } : {};
  return element('rect', {
    class: 'frame',
    x,
    y,
    width,
    height,
    rx: 9,
    fill: ground(within.length),
    stroke: '#a4afbb',
    ...dashes,
  });
}

const ground = (depth: number): string => (depth % 2 === 0 ? '#f5f7f9' : white);

/** Title and count of a group. */
function drawTitle({ y, title, fullTitle, titleX, count, countRight }: Frame): string {
  const text = { x: titleX, y: y + 18, 'font-size': labelSize };
  return element(
    'g',
    { class: 'group' },
    ...(title === fullTitle ? [] : [element('title', {}, escapeText(fullTitle))]),
    ...(title === '' ? [] : [element('text', text, escapeText(title))]),
    countMark(count, countRight, y + frameTop / 2),
  );
}

const drawArrow = ({ points }: Arrow): string =>
  element('path', {
    class: 'arrow',
    d: roundedLine(points),
    ...{ fill: 'none', stroke: line, 'stroke-width': 1.4, 'marker-end': 'url(#arrow)' },
  });

/** Straight lines with their corners rounded. */
function roundedLine(points: readonly Point[]): string {
  const parts = points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined) return `M${write(point)}`;
    if (after === undefined) return `L${write(point)}`;
    const radius = Math.min(9, distance(before, point) / 2, distance(point, after) / 2);
    return `L${write(towards(point, before, radius))}Q${write(point)} ${write(towards(point, after, radius))}`;
  });
  return parts.join('');
}

const write = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

function towards(from: Point, to: Point, length: number): Point {
  const share = length / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const drawLabel = ({ x, y, height, text }: Label): string =>
  element(
    'text',
    { class: 'shape', x: x + 1, y: y + height - 3, 'font-size': labelSize, fill: faint },
    escapeText(text),
  );

function legend({ width, height }: Scene): string {
  const text = 'frozen in training';
  const x = (width - textWidth(text, labelSize)) / 2;
  return element(
    'g',
    { class: 'legend' },
    snowflake(x - 8, height - 22),
    element('text', { x: x + 4, y: height - 18, 'font-size': labelSize, fill: faint }, text),
  );
}
