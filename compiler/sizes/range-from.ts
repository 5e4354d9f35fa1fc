/** The whole numbers from one to another, both included. */
export const rangeFrom = (least: number, most: number): readonly number[] =>
  Array.from({ length: Math.max(most - least + 1, 0) }, (_, index) => least + index);
