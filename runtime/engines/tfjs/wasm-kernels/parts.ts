/** [0, end) in parts of some size, the last smaller. */
export const parts = (end: number, size: number): [from: number, to: number][] =>
  Array.from({ length: Math.ceil(end / size) }, (_, index) => [
    index * size,
    Math.min((index + 1) * size, end),
  ]);
