import { expect, it } from 'vitest';
import { decodeBox } from '../../../../runtime/data/prepare/decode-box.ts';
import { encodeBox } from '../../../../runtime/data/prepare/encode-box.ts';

const scaled = { kind: 'Rescaling', scale: 2, offset: -1 } as const;
const root = { kind: 'SqrtSize' } as const;

it('gives back the box that an encoding was made of, in either form', () => {
  const center = Float32Array.of(0.5, 0.375, 0.25, 0.5);
  for (const encoding of [[], [root], [scaled], [root, scaled]]) {
    const decoded = decodeBox(encodeBox(center, encoding), { format: 'center', encoding });
    expect(decoded.map((value) => Number(value.toFixed(6)))).toEqual([0.375, 0.125, 0.625, 0.625]);
  }
  const corners = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  const decoded = decodeBox(encodeBox(corners, [scaled]), { format: 'corners', encoding: [scaled] });
  expect(decoded.map((value) => Number(value.toFixed(6)))).toEqual([0.1, 0.2, 0.3, 0.4]);
});

it('takes a root below zero for a box without extent', () => {
  expect(decodeBox([0.5, 0.5, -0.2, 0.5], { format: 'center', encoding: [root] })).toEqual([
    0.5, 0.375, 0.5, 0.625,
  ]);
});
