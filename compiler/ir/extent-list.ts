import type { Extent } from './extent.ts';

/** Many sizes in little memory: those of each op of a program. */
export interface ExtentList {
  readonly constants: Float64Array;
  readonly perBatch: Float64Array;
}

export const extentList = (length: number): ExtentList => ({
  constants: new Float64Array(length),
  perBatch: new Float64Array(length),
});

export function setExtent(list: ExtentList, index: number, { constant, perBatch }: Extent): void {
  list.constants[index] = constant;
  list.perBatch[index] = perBatch;
}

/** The value of one of the sizes for a batch of `batch`. */
export const valueAt = ({ constants, perBatch }: ExtentList, index: number, batch: number): number =>
  (constants[index] ?? 0) + (perBatch[index] ?? 0) * batch;

export const extentsIn = ({ constants, perBatch }: ExtentList): readonly Extent[] =>
  Array.from(constants, (constant, index) => ({ constant, perBatch: perBatch[index] ?? 0 }));
