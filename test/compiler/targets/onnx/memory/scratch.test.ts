import { expect, it } from 'vitest';
import { scratchBytes } from '../../../../../compiler/targets/onnx/memory/scratch.ts';
import type { OnnxAttributes } from '../../../../../compiler/targets/onnx/onnx-model.ts';

const perThread = 4 * 16384;

/** Scratch of a convolution of stride 1 on two threads. */
function conv(x: number[], w: number[], y: number[], attributes: OnnxAttributes = {}): readonly number[] {
  const node = { opType: 'Conv', name: 'conv', inputs: ['x', 'w'], outputs: ['y'] };
  const [a, b, c] = [x, w, y].map((dims) => ({ elementType: 'float32' as const, dims }));
  if (a === undefined || b === undefined || c === undefined) throw new RangeError('three shapes');
  const plain = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], group: 1 };
  return scratchBytes({ ...node, attributes: { ...plain, ...attributes } }, [a, b], [c], 2);
}

// What onnxruntime 1.30 asks its arena for, seen in a log of the requests.
it.each([
  ['nothing for kernels of one tap', [], conv([1, 8, 9, 9], [4, 8, 1, 1], [1, 4, 9, 9])],
  ['nothing for the whole width of one channel', [], conv([1, 1, 9, 9], [4, 1, 3, 9], [1, 4, 7, 1])],
  [
    'all of the unfolded image for more filters than results',
    [4 * 9 * 72],
    conv([1, 8, 5, 5], [64, 8, 3, 3], [1, 64, 3, 3]),
  ],
  ['a piece a thread for others', [2 * perThread], conv([1, 32, 64, 64], [32, 32, 3, 3], [1, 32, 62, 62])],
  ['one piece where the product is small', [perThread], conv([1, 8, 8, 8], [8, 8, 3, 3], [1, 8, 6, 6])],
  [
    'one piece where there are too few results to deal out',
    [perThread],
    conv([1, 8, 64, 1024], [2, 8, 64, 64], [1, 2, 1, 16], { dilations: [1, 64] }),
  ],
  [
    'a piece a thread for groups, whatever their size',
    [2 * perThread],
    conv([1, 32, 448, 112], [32, 1, 3, 3], [1, 32, 448, 112], { group: 32, pads: [1, 1, 1, 1] }),
  ],
])('a convolution takes %s', (_, expected, taken) => {
  expect(taken).toEqual(expected);
});
