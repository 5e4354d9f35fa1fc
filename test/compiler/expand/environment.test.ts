import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { Source } from '../../../grammar/source.ts';

/** The units of every layer of a text's last model. */
function unitsIn(text: string): readonly (number | undefined)[] {
  const { value, diagnostics } = compile(new Source('test.cnn', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (value.models.at(-1)?.written ?? []).map(({ shape }) => shape.at(-1) as number | undefined);
}

test('what is reused has the values of the round in which it stands', () => {
  const text = `model M { input x: float32[4]
    repeat 2 as i { let n = i + 2  "t{i}": Dense(n) }
    from x reuse t0 }`;
  expect(unitsIn(text)).toEqual([2, 3, 2]);
});

test('each application has values of its own, and defaults of the others', () => {
  const text = `let k = 2
block Unit(n, m = n * k) { layer Wide = Dense(m) for f in [n, m] { Dense(f) } Wide }
model M { input x: float32[4] Unit(3) Unit(5, m=7) }`;
  expect(unitsIn(text)).toEqual([3, 6, 6, 5, 7, 7]);
});
