import { describe, expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

const model = (layers: string, before = ''): Promise<ReadonlyMap<string, string>> =>
  packageOf(`${before}
model Net { input image: float32[5, 6, 4]  ${layers}  output y: Flatten }`);

const packed = (text = ''): string => text.replaceAll(/\s+/g, '');

describe('axes of a Keras package', () => {
  it.each([
    ['LayerNormalization(axis=[-1, 1])', 'LayerNormalization(axis=(3, 1)'],
    ['LayerNormalization(axis=[-1, 1], epsilon=0.1)', 'LayerNormalization(epsilon=0.1, axis=(3, 1)'],
    ['RMSNormalization(axis=[2, -3])', 'RMSNormalization(axis=(2, 1)'],
    ['PReLU(shared_axes=[-1])', 'PReLU(shared_axes=(3,)'],
    ['LayerNormalization(axis=[3, 1])', 'LayerNormalization(axis=(3, 1)'],
    ['LayerNormalization(axis=[-1, -2])', 'LayerNormalization(axis=(-1, -2)'],
    ['LayerNormalization(axis=-1)', 'LayerNormalization(axis=-1'],
    ['UnitNormalization(axis=[-1, 1])', 'UnitNormalization(axis=(-1, 1)'],
  ])('%s', async (layer, wanted) => {
    const text = await model(layer);
    expect(packed(text.get('net.py'))).toContain(packed(`layers.${wanted}`));
  });

  it('counts those of an alias where it is applied', async () => {
    const text = await model('LN', 'layer LN = LayerNormalization(axis=[-1, 1])');
    expect(text.get('net.py')).toContain('ln(axis=(3, 1), name=');
  });

  it('counts those of a parameter when the model is made', async () => {
    const block = 'block Normal(axes = [-1, 1]) { LayerNormalization(axis=axes) }';
    const text = await model('Normal Normal(axes=[1, 2])', block);
    expect(text.get('net.py')).toContain('axis=from_front(axes, x)');
    expect(text.get('parts.py')).toContain('def from_front(axes, x):');
  });

  it('leaves one that a parameter gives as it is', async () => {
    const text = await model('Normal', 'block Normal(axis = -1) { LayerNormalization(axis=axis) }');
    expect(text.get('net.py')).toContain('layers.LayerNormalization(axis=axis');
  });
});
