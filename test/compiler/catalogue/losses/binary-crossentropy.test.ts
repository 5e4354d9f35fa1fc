import { expect, test } from 'vitest';
import { losses } from '../../../../compiler/catalogue/losses/registry.ts';
import { Builder } from '../../../../compiler/ops/builder.ts';
import { differentiate } from '../../../../compiler/passes/differentiate.ts';
import { batchSize, fixed } from '../../../../compiler/ir/extent.ts';
import { cpu } from '../../../laws/engines.ts';

test('the gradient of a yes-or-no target is σ(x) − z, at a logit of zero, too', async () => {
  const build = new Builder();
  const type = { shape: [batchSize, fixed(1)], dtype: 'float32' } as const;
  const [x, z] = ['x', 'z'].map((name) => build.input(name, type, { kind: 'input', key: name }));
  if (!x || !z) throw new Error('there are two inputs');
  const each = losses.binary_crossentropy.lower(
    { build, target: z, prediction: x },
    { from_logits: true, label_smoothing: 0 },
  );
  const total = build.op('reduceSum', [each], { axes: [0], keepDims: false });
  const [gradient] = differentiate(build, total, [x]);
  if (gradient === undefined) throw new Error('the loss has a gradient');
  build.output('gradient', gradient);

  const [logits, targets] = [
    [0, 0, 1.5, -1.5, 40, -40],
    [0, 1, 1, 1, 1, 1],
  ];
  await cpu.availability();
  const session = await cpu.open(new Map());
  const column = (numbers: readonly number[] = []) =>
    ({ dtype: 'float32', shape: [numbers.length, 1], data: Float32Array.from(numbers) }) as const;
  const found = await session.run(
    build.finish('step'),
    logits.length,
    new Map([
      ['x', column(logits)],
      ['z', column(targets)],
    ]),
  );
  await session.dispose();
  logits.forEach((logit, index) => {
    const wanted = 1 / (1 + Math.exp(-logit)) - (targets[index] ?? NaN);
    expect(found.get('gradient')?.data[index]).toBeCloseTo(wanted, 6);
  });
});
