import { boxWithin } from '../annotated/box-within.ts';
import type { Faults } from '../annotated/faults.ts';
import type { Corners } from '../source.ts';

/** So far over the edge, in fractions of the picture, is rounding. */
const slack = 2e-3;

/** Reads the objects of a picture: a class and a box, or the corners of a polygon, a line; faults are named with their line. */
export function readLabelLines(text: string, file: string, classes: number, faults: Faults): Float32Array {
  const numbers: number[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const place = `${file}:${index + 1}`;
    const values = line.trim().split(/\s+/).map(numberOf);
    const [label = NaN, ...rest] = values;
    const corners = values.every(Number.isFinite) ? cornersOf(rest) : undefined;
    if (corners === undefined)
      faults.add(place, 'it is no class and box (`0 0.5 0.5 0.2 0.1`); it is left out');
    else if (!Number.isInteger(label) || label < 0 || label >= classes)
      faults.add(place, `there is no class ${label}, but 0 to ${classes - 1}; the object is left out`);
    else {
      const { box, fault } = boxWithin(corners, { height: 1, width: 1 }, slack);
      if (fault !== undefined) faults.add(place, fault);
      if (box !== undefined) numbers.push(...box, label);
    }
  }
  return Float32Array.from(numbers);
}

const numberOf = (text: string): number =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;

/** The box of a centre, width and height, or about a polygon. */
function cornersOf(values: readonly number[]): Corners | undefined {
  if (values.length === 4) {
    const [x = 0, y = 0, width = 0, height = 0] = values;
    return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  }
  if (values.length < 6 || values.length % 2 !== 0) return undefined;
  const [xs, ys] = [0, 1].map((axis) => values.filter((_, index) => index % 2 === axis));
  return [Math.min(...(xs ?? [])), Math.min(...(ys ?? [])), Math.max(...(xs ?? [])), Math.max(...(ys ?? []))];
}
