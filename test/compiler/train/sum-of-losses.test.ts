import { expect, test } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

function objectiveOf(loss: string) {
  const { value, diagnostics } = compileText(`
    model M { input image: float32[8, 8, 1] Flatten output box: Dense(4) }
    data D { source = shapes(60, size=8, classes=3) field box: box[center] split { train = 90% valid = 10% } seed = 1  prepare { Rescaling(1/255) } }
    train M on D { batch = 4 objective box { loss = ${loss} } phase a { epochs = 1 optimizer = Adam } }`);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const [train] = value.trains;
  return { train, objective: train?.spec.phases[0]?.objectives[0] };
}

test('losses add up, with factors', () => {
  const { train, objective } = objectiveOf('0.25 * mse + 2 * (mae * 3 + mse)');
  expect(objective?.loss).toEqual({ kind: 'mse', params: {}, factor: 0.25 });
  expect(objective?.moreLosses).toEqual([
    { kind: 'mae', params: {}, factor: 6 },
    { kind: 'mse', params: {}, factor: 2 },
  ]);
  const [plan] = train?.plans ?? [];
  const inputs = plan?.programs.evaluate.inputs.map(({ name }) => name);
  expect(inputs).toEqual(['input/image', 'target/box']);
});

test('one loss is no sum', () => {
  expect(objectiveOf('mse').objective).not.toHaveProperty('moreLosses');
});
