import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LossKind, losses } from '../../../../compiler/catalogue/losses/registry.ts';
import type { LayerParams } from '../../../../compiler/catalogue/parameters/parameters.ts';
import { batched } from '../../../../compiler/ir/extent.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { differentiate } from '../../../../compiler/passes/differentiate.ts';
import type { Engine } from '../../../../runtime/engines/engine.ts';
import { cpu, otherEngines } from '../../../laws/engines.ts';

/* Parameters of named losses, and the gradient of their mean, against Keras's, of test/golden/make_losses.py. */

interface Case {
  readonly loss: LossKind;
  readonly arguments: LayerParams;
  readonly shape: readonly number[];
  readonly target: readonly number[];
  readonly prediction: readonly number[];
  readonly y: readonly number[];
  readonly dp: readonly number[];
}

const { named } = JSON.parse(
  readFileSync(new URL('../../../golden/losses.json', import.meta.url), 'utf8'),
) as { readonly named: readonly Case[] };

const defaults = { from_logits: false, label_smoothing: 0, ignore_class: null };

/** The mean of a loss and its gradient, as one program. */
function programOf({ loss, arguments: given, shape }: Case) {
  const build = new Builder();
  const predicted = { shape: batched(shape.slice(1)), dtype: 'float32' } as const;
  const prediction = build.input('prediction', predicted, { kind: 'input', key: 'prediction' });
  const wanted = losses[loss].target(prediction.shape);
  const target = build.input('target', wanted, { kind: 'input', key: 'target' });
  const each = losses[loss].lower({ build, target, prediction }, { ...defaults, ...given });
  const mean = build.op('reduceMean', [each], { axes: each.shape.map((_, axis) => axis), keepDims: false });
  build.output('y', mean);
  const [gradient] = differentiate(build, mean, [prediction]);
  if (gradient !== undefined) build.output('dp', gradient);
  return build.finish('step');
}

async function run(engine: Engine, each: Case) {
  const { shape, prediction, target } = each;
  const session = await engine.open(new Map());
  const isOfNumbers = each.loss === 'sparse_categorical_crossentropy';
  const asked = isOfNumbers
    ? ({ dtype: 'int32', shape: shape.slice(0, -1), data: Int32Array.from(target) } as const)
    : ({ dtype: 'float32', shape, data: Float32Array.from(target) } as const);
  const given = { dtype: 'float32', shape, data: Float32Array.from(prediction) } as const;
  try {
    return await session.run(
      programOf(each),
      shape[0] ?? 1,
      new Map([
        ['target', asked],
        ['prediction', given],
      ]),
    );
  } finally {
    await session.dispose();
  }
}

const engines = [
  { engine: cpu, available: true },
  ...otherEngines.map(({ engine, availability }) => ({ engine, available: availability.available })),
];

describe.each(engines)('$engine.name', ({ engine, available }) => {
  test
    .skipIf(!available)
    .each(named.map((each) => [`${each.loss} ${JSON.stringify(each.arguments)}`, each] as const))(
    '%s',
    async (_title, each) => {
      const found = await run(engine, each);
      for (const name of ['y', 'dp'] as const) {
        const data = Array.from(found.get(name)?.data ?? []);
        expect(data.length).toBe(each[name].length);
        data.forEach((value, index) => expect(value).toBeCloseTo(each[name][index] ?? NaN, 5));
      }
    },
  );
});
