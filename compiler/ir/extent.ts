/** A size that is affine in the batch size B: `constant + perBatch · B`. */
export interface Extent {
  readonly constant: number;
  readonly perBatch: number;
}

export type SymbolicShape = readonly Extent[];

export const fixed = (constant: number): Extent => ({ constant, perBatch: 0 });

/** The batch axis itself: B. */
export const batchSize: Extent = { constant: 0, perBatch: 1 };

export const fixedShape = (sizes: readonly number[]): SymbolicShape => sizes.map(fixed);

/** A shape whose first axis is the batch. */
export const batched = (sizes: readonly number[]): SymbolicShape => [batchSize, ...sizes.map(fixed)];

export const isFixed = (size: Extent): boolean => size.perBatch === 0;

export const sameExtent = (a: Extent, b: Extent): boolean =>
  a.constant === b.constant && a.perBatch === b.perBatch;

export const sameShape = (a: SymbolicShape, b: SymbolicShape): boolean =>
  a.length === b.length && a.every((size, axis) => sameExtent(size, b[axis] ?? fixed(-1)));

export const scale = (size: Extent, factor: number): Extent => ({
  constant: size.constant * factor,
  perBatch: size.perBatch * factor,
});

export const sum = (a: Extent, b: Extent): Extent => ({
  constant: a.constant + b.constant,
  perBatch: a.perBatch + b.perBatch,
});

/** The product of two sizes; at most one of them may depend on the batch. */
export function product(a: Extent, b: Extent): Extent {
  if (isFixed(a)) return scale(b, a.constant);
  if (isFixed(b)) return scale(a, b.constant);
  throw notAffine();
}

const notAffine = (): RangeError =>
  new RangeError('a product of two sizes that both depend on the batch is not affine');

/** The number of elements of a shape; at most one axis may depend on the batch. */
export function elements(shape: SymbolicShape): Extent {
  let [constant, perBatch] = [1, 0];
  for (const size of shape) {
    if (perBatch !== 0 && size.perBatch !== 0) throw notAffine();
    perBatch = constant * size.perBatch + perBatch * size.constant;
    constant *= size.constant;
  }
  return { constant, perBatch };
}

/** The value of a size for a batch of `batch`. */
export const at = (size: Extent, batch: number): number => size.constant + size.perBatch * batch;

/** A shape for a batch of `batch`. */
export const shapeAt = (shape: SymbolicShape, batch: number): number[] =>
  shape.map((size) => at(size, batch));

/** A size that is known whatever the batch; throws where it is not (a bug of the caller's). */
export function known(size: Extent | undefined): number {
  if (size === undefined || !isFixed(size)) throw new RangeError('this size depends on the batch');
  return size.constant;
}

/** `B`, `2·B + 1`, `28`: for dumps and messages. */
export function formatExtent(size: Extent): string {
  if (isFixed(size)) return String(size.constant);
  const part = size.perBatch === 1 ? 'B' : `${size.perBatch}·B`;
  return size.constant === 0 ? part : `${part} + ${size.constant}`;
}

export const formatShape = (shape: SymbolicShape): string => `[${shape.map(formatExtent).join(', ')}]`;
