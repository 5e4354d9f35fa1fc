import type { Corners } from '../source.ts';
import { shortened, type Columns, type LineProblem } from './box-columns.ts';

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The box that a record holds, in the unit of its columns; whether it lies in its picture is seen when that is decoded. */
export function readCorners(cells: readonly string[], columns: Columns): Corners | LineProblem {
  if (cells.length !== columns.count) return wrongCount(cells, columns);
  const values: number[] = [];
  for (const { name, index } of columns.numbers) {
    const cell = cells[index] ?? '';
    if (cell === '') return { found: `\`${name}\` is missing` };
    const value = decimal.test(cell) ? Number(cell) : NaN;
    if (!Number.isFinite(value)) return noNumber(name, cell);
    values.push(value);
  }
  const [a = 0, b = 0, c = 0, d = 0] = values;
  return columns.unit === 'pixels'
    ? checkPixels([a, b, c, d])
    : checkFractions([a - c / 2, b - d / 2, a + c / 2, b + d / 2], values);
}

function wrongCount(cells: readonly string[], { count, numbers }: Columns): LineProblem {
  const found = `it has ${cells.length} cells, and the first line names ${count} columns`;
  const split = cells.length === count + numbers.length;
  return {
    found,
    expected: 'a cell for each column',
    remedy: split
      ? 'write decimals with a point: a comma begins another cell'
      : 'correct the line: a cell that holds a comma stands in quotes (`"a,b.jpg"`)',
  };
}

const noNumber = (name: string, cell: string): LineProblem => ({
  found: `\`${name}\` is no number: \`${shortened(cell)}\``,
  ...(/^[+-]?\d*,\d+$/.test(cell)
    ? { expected: 'a decimal point', remedy: `write it with a point: \`${cell.replace(',', '.')}\`` }
    : { expected: 'a decimal number' }),
});

const noArea: LineProblem = { found: 'the box has no area' };

function checkPixels(corners: Corners): Corners | LineProblem {
  const [left, top, right, bottom] = corners;
  if (!(left < right && top < bottom)) return noArea;
  if (Math.max(right, bottom) > 1 || corners.every(Number.isInteger)) return corners;
  return fractionsAsPixels;
}

/** A box within the first pixel of its picture. */
export const fractionsAsPixels: LineProblem = {
  found: 'the numbers are fractions, and `xmin`, `ymin`, `xmax`, `ymax` are in pixels',
  expected: 'pixels, from 0 to the width and height of the picture',
  remedy:
    'multiply `xmin` and `xmax` by the width of their picture and the others by its height; or give `cx`, `cy`, `w`, `h` in fractions',
};

function checkFractions(corners: Corners, written: readonly number[]): Corners | LineProblem {
  const [left, top, right, bottom] = corners;
  if (Math.max(...written) >= 2) return pixelsAsFractions;
  return left < right && top < bottom ? corners : noArea;
}

const pixelsAsFractions: LineProblem = {
  found: 'the numbers are pixels, and `cx`, `cy`, `w`, `h` are fractions of the picture',
  expected: 'numbers from 0 to 1',
  remedy:
    'divide `cx` and `w` by the width of their picture and the others by its height; or give `xmin`, `ymin`, `xmax`, `ymax` in pixels',
};
