/*
 * Resizing along one axis as a matrix, with TensorFlow's arithmetic (`tf.image.resize`, version 2): pixels are areas,
 * counted by their centres.
 */

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic' | 'lanczos3' | 'lanczos5' | 'area';

/** A kernel and how far it reaches. */
interface Kernel {
  readonly radius: number;
  readonly at: (distance: number) => number;
}

const triangle: Kernel = { radius: 1, at: (x) => Math.max(0, 1 - x) };

/** Keys 1981 with a = −1/2. */
const keysCubic: Kernel = {
  radius: 2,
  at: (x) => (x >= 2 ? 0 : x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1),
};

const lanczos = (radius: number): Kernel => ({
  radius,
  at(x) {
    if (x > radius) return 0;
    if (x <= 1e-3) return 1;
    const angle = Math.PI * x;
    return (radius * Math.sin(angle) * Math.sin(angle / radius)) / (angle * angle);
  },
});

const kernels: Readonly<Record<Exclude<Interpolation, 'nearest' | 'area'>, Kernel>> = {
  bilinear: triangle,
  bicubic: keysCubic,
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
};

/** A source cell and what it counts for. */
type Share = readonly [cell: number, weight: number];

/** Cells under a kernel around a place, in shares that sum to one; cells outside the axis do not count. */
function underKernel(place: number, size: number, { radius, at }: Kernel, widening: number): Share[] {
  const first = Math.max(0, Math.ceil(place - radius * widening - 0.5));
  const last = Math.min(size - 1, Math.floor(place + radius * widening - 0.5));
  const shares = Array.from({ length: last - first + 1 }, (_, index): Share => [
    first + index,
    at(Math.abs(first + index + 0.5 - place) / widening),
  ]);
  const total = shares.reduce((sum, [, weight]) => sum + weight, 0);
  return shares.map(([cell, weight]) => [cell, weight / total]);
}

/** The two neighbours, the outermost pixel going on at the edges. */
function betweenNeighbours(place: number, size: number): Share[] {
  const below = Math.floor(place - 0.5);
  const part = place - 0.5 - below;
  return [
    [Math.max(below, 0), 1 - part],
    [Math.min(below + 1, size - 1), part],
  ];
}

/** The cells that an output cell covers, by how much of each. */
function covered(index: number, size: number, scale: number): Share[] {
  const [from, to] = [index * scale, (index + 1) * scale];
  const first = Math.floor(from);
  const last = Math.min(Math.ceil(to), size);
  return Array.from({ length: last - first }, (_, offset): Share => {
    const cell = first + offset;
    return [cell, (Math.min(cell + 1, to) - Math.max(cell, from)) / scale];
  });
}

function sharesOf(
  index: number,
  from: number,
  to: number,
  kind: Interpolation,
  antialias: boolean,
): readonly Share[] {
  const scale = from / to;
  const place = (index + 0.5) * scale;
  if (kind === 'nearest') {
    return [[Math.min(Math.floor(Math.fround((index + 0.5) * Math.fround(scale))), from - 1), 1]];
  }
  if (kind === 'area') return covered(index, from, scale);
  if (kind === 'bilinear' && !antialias) return betweenNeighbours(place, from);
  return underKernel(place, from, kernels[kind], antialias ? Math.max(scale, 1) : 1);
}

/** The matrix [from, to] whose columns make the cells of the resized axis, row by row. */
export function resizingMatrix(
  from: number,
  to: number,
  kind: Interpolation,
  antialias: boolean,
): readonly number[] {
  const matrix = new Array<number>(from * to).fill(0);
  for (let index = 0; index < to; index++) {
    for (const [cell, weight] of sharesOf(index, from, to, kind, antialias)) {
      matrix[cell * to + index] = (matrix[cell * to + index] ?? 0) + weight;
    }
  }
  return matrix;
}
