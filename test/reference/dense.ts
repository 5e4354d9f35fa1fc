/** A tensor of plain numbers, row-major: what the reference implementations compute with. */
export interface Dense {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** The position of an element; axes that the index has in excess, in front, are left out, sizes of one repeat. */
export function offset(shape: readonly number[], index: readonly number[]): number {
  const skipped = index.length - shape.length;
  return shape.reduce((sum, size, axis) => sum * size + (size === 1 ? 0 : (index[axis + skipped] ?? 0)), 0);
}

export const read = (x: Dense, index: readonly number[]): number => x.data[offset(x.shape, index)] ?? NaN;

/** Every index of a shape, row by row. */
export function* indices(shape: readonly number[]): Generator<number[]> {
  const index = shape.map(() => 0);
  for (let left = count(shape); left > 0; left--) {
    yield [...index];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (shape[axis] ?? 0)) break;
      index[axis] = 0;
    }
  }
}

/** A tensor from a function of the index. */
export function dense(shape: readonly number[], value: (index: readonly number[]) => number): Dense {
  return { shape, data: Float64Array.from(indices(shape), value) };
}

export const zeros = (shape: readonly number[]): Dense => ({ shape, data: new Float64Array(count(shape)) });

export function accumulate(x: Dense, index: readonly number[], amount: number): void {
  const position = offset(x.shape, index);
  x.data[position] = (x.data[position] ?? 0) + amount;
}
