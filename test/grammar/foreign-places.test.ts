import { expect, test } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';

test('braces behind a set of weights without any are of the statement that they belong to', () => {
  const { diagnostics } = parse(
    new Source(
      'net.cnn',
      `model M {
  weights mine = "https://example.org/weights.h5"
  input image: float32[6, 6, 2]
  sum: residual { separable: SeparableConv2D(3, 3, padding=same) }
  group: { a: Dense(3) }
}`,
    ),
  );
  expect(diagnostics).toEqual([]);
});
