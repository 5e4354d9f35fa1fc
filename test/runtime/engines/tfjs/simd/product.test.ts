import { describe, expect, it } from 'vitest';
import { TestHeap } from './heap.ts';

const sizes = [
  [1, 1, 1],
  [5, 8, 4],
  [7, 13, 9],
  [12, 16, 33],
  [3, 5, 2],
  [9, 24, 6],
].map(([rows = 0, columns = 0, depth = 0]) => ({ rows, columns, depth }));

const ways = [false, true].flatMap((turnedLeft) =>
  [false, true].flatMap((turnedRight) => sizes.map((size) => ({ turnedLeft, turnedRight, ...size }))),
);

describe('a product', () => {
  it.each(ways)(
    '$rows × $depth × $columns, left turned: $turnedLeft, right turned: $turnedRight',
    ({ rows, columns, depth, turnedLeft, turnedRight }) => {
      const heap = new TestHeap();
      const [a, b] = [heap.noise(rows * depth), heap.noise(depth * columns)];
      const panels = heap.room(depth * Math.ceil(columns / 8) * 8);
      const c = heap.noise(rows * columns);
      const before = heap.read(c, rows * columns);
      heap.call(turnedRight ? 'packTurned' : 'pack', {
        from: b,
        fromStride: 4 * (turnedRight ? depth : columns),
        columns,
        depth,
        to: panels,
      });
      const aStride = 4 * (turnedLeft ? rows : depth);
      const shared = { a, aStride, panels, c, cStride: 4 * columns, rows, columns, depth };
      heap.call(turnedLeft ? 'turnedProduct' : 'product', { ...shared, accumulate: 1 });
      const [left, right] = [heap.read(a, rows * depth), heap.read(b, depth * columns)];
      heap.read(c, rows * columns).forEach((number, index) => {
        const [row, column] = [Math.floor(index / columns), index % columns];
        let wanted = before[index]!;
        for (let step = 0; step < depth; step += 1) {
          const factor = left[turnedLeft ? step * rows + row : row * depth + step]!;
          wanted += factor * right[turnedRight ? column * depth + step : step * columns + column]!;
        }
        expect(number).toBeCloseTo(wanted, 5);
      });
      expect(heap.isWholeBehind(c, rows * columns)).toBe(true);
    },
  );
});
