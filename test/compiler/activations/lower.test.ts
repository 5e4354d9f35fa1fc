import { expect, test } from 'vitest';
import { cpu } from '../../laws/engines.ts';
import { modelOf } from '../../support/compile-text.ts';
import { layerProgram } from '../../support/layer-program.ts';

/*
 * Slopes at exactly zero, where a picture's black background puts every sum of a layer without bias: Keras 3.15's on
 * TensorFlow.
 */
const slopes = {
  relu: 0,
  relu6: 0,
  leaky_relu: 0.2,
  elu: 1,
  selu: 1.050701,
  gelu: 0.5,
  softplus: 0.5,
  softsign: 1,
  hard_sigmoid: 1 / 6,
  hard_silu: 0.5,
  silu: 0.5,
  mish: 0.6,
};

const layers = [
  ...Object.entries(slopes).map(([name, slope]) => [`Activation(${name})`, slope] as const),
  ['ELU(alpha=0.7)', 0.7],
] as const;

test.each(layers)('the slope of %s at zero is %f', async (layer, slope) => {
  const { program } = layerProgram(modelOf(`model M { input x: float32[1] ${layer} }`));
  await cpu.availability();
  const session = await cpu.open(new Map());
  const feed = (value: number) =>
    ({ dtype: 'float32', shape: [1, 1], data: Float32Array.of(value) }) as const;
  const found = await session.run(
    program,
    1,
    new Map(program.inputs.map(({ name }) => [name, feed(name === 'w' ? 1 : 0)])),
  );
  await session.dispose();
  expect(found.get('dx0')?.data[0]).toBeCloseTo(slope, 5);
});
