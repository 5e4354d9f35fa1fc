import type { ConvAttributes, PoolAttributes } from '../../compiler/ir/op-attributes.ts';
import { accumulate, type Dense, dense, indices, read, zeros } from './dense.ts';

type Shape = readonly number[];
type Cell = readonly [n: number, y: number, x: number, c: number];

const cell = (index: Shape): Cell => [index[0] ?? 0, index[1] ?? 0, index[2] ?? 0, index[3] ?? 0];
const inside = (shape: Shape, y: number, x: number): boolean =>
  y >= 0 && x >= 0 && y < (shape[1] ?? 0) && x < (shape[2] ?? 0);

/** Calls back with the indices of x, filter and y of every multiply-add of a convolution. */
function eachProduct(
  [xShape, filterShape, yShape]: readonly [Shape, Shape, Shape],
  { strides, padding, dilations, groups }: ConvAttributes,
  visit: (x: Shape, filter: Shape, y: Shape) => void,
): void {
  const filtersOfGroup = (yShape[3] ?? 0) / groups;
  for (const [n, row, column, out] of [...indices(yShape)].map(cell)) {
    for (const [i, j, depth] of indices(filterShape.slice(0, 3)) as Iterable<[number, number, number]>) {
      const y = row * strides[0] + i * dilations[0] - padding[0][0];
      const x = column * strides[1] + j * dilations[1] - padding[1][0];
      if (!inside(xShape, y, x)) continue;
      const channel = Math.floor(out / filtersOfGroup) * (filterShape[2] ?? 0) + depth;
      visit([n, y, x, channel], [i, j, depth, out], [n, row, column, out]);
    }
  }
}

export function conv2d(x: Dense, filter: Dense, attributes: ConvAttributes, yShape: Shape): Dense {
  const y = zeros(yShape);
  eachProduct([x.shape, filter.shape, yShape], attributes, (xi, fi, yi) => {
    accumulate(y, yi, read(x, xi) * read(filter, fi));
  });
  return y;
}

export function conv2dInputGrad(dy: Dense, filter: Dense, attributes: ConvAttributes, xShape: Shape): Dense {
  const dx = zeros(xShape);
  eachProduct([xShape, filter.shape, dy.shape], attributes, (xi, fi, yi) => {
    accumulate(dx, xi, read(dy, yi) * read(filter, fi));
  });
  return dx;
}

export function conv2dFilterGrad(x: Dense, dy: Dense, attributes: ConvAttributes, filterShape: Shape): Dense {
  const dfilter = zeros(filterShape);
  eachProduct([x.shape, filterShape, dy.shape], attributes, (xi, fi, yi) => {
    accumulate(dfilter, fi, read(x, xi) * read(dy, yi));
  });
  return dfilter;
}

/** The cells of x in the window of one cell of y, row by row. */
function windowOf(
  xShape: Shape,
  { poolSize, strides, padding }: PoolAttributes,
  [n, row, column, c]: Cell,
): Cell[] {
  return [...indices(poolSize)]
    .map(([i = 0, j = 0]): Cell => [
      n,
      row * strides[0] + i - padding[0][0],
      column * strides[1] + j - padding[1][0],
      c,
    ])
    .filter(([, y, x]) => inside(xShape, y, x));
}

export const maxPool2d = (x: Dense, attributes: PoolAttributes, yShape: Shape): Dense =>
  dense(yShape, (index) => Math.max(...windowOf(x.shape, attributes, cell(index)).map((at) => read(x, at))));

export function maxPool2dGrad(x: Dense, dy: Dense, attributes: PoolAttributes): Dense {
  const dx = zeros(x.shape);
  for (const index of indices(dy.shape)) {
    const cells = windowOf(x.shape, attributes, cell(index));
    const values = cells.map((at) => read(x, at));
    const first = cells[values.indexOf(Math.max(...values))];
    if (first) accumulate(dx, first, read(dy, index));
  }
  return dx;
}

export const avgPool2d = (x: Dense, attributes: PoolAttributes, yShape: Shape): Dense =>
  dense(yShape, (index) => {
    const cells = windowOf(x.shape, attributes, cell(index));
    return cells.reduce((sum, at) => sum + read(x, at), 0) / cells.length;
  });

export function avgPool2dGrad(dy: Dense, attributes: PoolAttributes, xShape: Shape): Dense {
  const dx = zeros(xShape);
  for (const index of indices(dy.shape)) {
    const cells = windowOf(xShape, attributes, cell(index));
    for (const at of cells) accumulate(dx, at, read(dy, index) / cells.length);
  }
  return dx;
}
