import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cpu, otherEngines } from '../../../laws/engines.ts';
import { codesOf, modelOf } from '../../../support/compile-text.ts';
import { layerProgram } from '../../../support/layer-program.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';

/*
 * Values and slopes of activations, at their corners too, on every engine: test/golden/activations.json is made by
 * test/golden/make_activations.py. A black background puts every sum of a layer without bias on zero.
 */
const golden = JSON.parse(
  readFileSync(new URL('../../../golden/activations.json', import.meta.url), 'utf8'),
) as {
  readonly x: readonly number[];
  readonly cases: readonly { readonly layer: string; readonly y: number[]; readonly slope: number[] }[];
};

const { x: points, cases } = golden;

/** The layer's values and slopes at the points; what makes one value of two sees the points from both ends. */
async function measured(layer: string, engine: Engine): Promise<{ y: number[]; slope: number[] }> {
  const isPair = layer.includes('glu)') && !layer.includes('gelu');
  const size = isPair ? 2 : 1;
  const { program } = layerProgram(modelOf(`model M { input x: float32[${size}] ${layer} }`));
  const data = points.flatMap((x, index) => (isPair ? [x, points.at(-1 - index) ?? 0] : [x]));
  const session = await engine.open(new Map());
  const found = await session.run(
    program,
    points.length,
    new Map(
      program.inputs.map(({ name }) => {
        const ones = Float32Array.from(points, () => 1);
        const shape = [points.length, name === 'w' ? 1 : size];
        return [name, { dtype: 'float32', shape, data: name === 'w' ? ones : Float32Array.from(data) }];
      }),
    ),
  );
  await session.dispose();
  const slopes = [...(found.get('dx0')?.data ?? [])].map(Number);
  const slope = isPair
    ? points.map((_, index) => (slopes[2 * index] ?? 0) + (slopes[2 * (points.length - 1 - index) + 1] ?? 0))
    : slopes;
  return { y: [...(found.get('y')?.data ?? [])].map(Number), slope };
}

const engines = [{ engine: cpu, availability: await cpu.availability() }, ...otherEngines];

describe.each(engines)('on $engine.name', ({ engine, availability }) => {
  test.skipIf(!availability.available).each(cases)(
    '$layer has the values and slopes of Keras',
    async ({ layer, y, slope }) => {
      const found = await measured(layer, engine);
      const near = (values: readonly number[]): unknown[] =>
        values.map((value): unknown => expect.closeTo(value, Math.abs(value) > 50 ? 1 : 4));
      expect(found.y).toEqual(near(y));
      expect(found.slope).toEqual(near(slope));
    },
  );
});

test('an activation that halves the last axis is a layer of its own', () => {
  expect(modelOf('model M { input x: float32[4, 4, 6] Activation(glu) }').layers[0]?.shape).toEqual([
    4, 4, 3,
  ]);
  expect(codesOf('model M { input x: float32[8] Dense(8, activation=glu) }')).toEqual(['CNN228']);
  expect(codesOf('model M { input x: float32[7] Activation(glu) }')).toEqual(['CNN206']);
});
