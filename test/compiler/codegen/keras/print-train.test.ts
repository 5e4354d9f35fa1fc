import { expect, it } from 'vitest';
import { packageOf } from './package-of.ts';

const compiles = async (...metrics: readonly string[]): Promise<readonly string[]> => {
  const phases = metrics.map(
    (each, index) =>
      `phase p${index} { epochs = 1  optimizer = SGD(learning_rate=0.01)  objective shape { loss = sparse_categorical_crossentropy ${each} } }`,
  );
  const files = await packageOf(`model Net {
  input image: float32[8, 8, 3]
  GlobalAveragePooling2D
  output shape: Dense(4, activation=softmax)
}
data Shapes { source = shapes(count=40, size=8, channels=3, classes=4)  field shape: class[4] }
train Net on Shapes {
  batch = 4
  ${phases.join('\n  ')}
}`);
  const calls = (files.get('net.py') ?? '')
    .replaceAll(/\s+/g, ' ')
    .matchAll(/model\.compile\((.*?)\) history/g);
  return [...calls].map(([call]) => /metrics=\[[^\]]*\]/.exec(call)?.[0] ?? '');
};

it('a phase without metrics has none, also behind one that has some, whose Keras would keep', async () => {
  expect(await compiles('', 'metrics = [accuracy]', '', '')).toEqual([
    '',
    'metrics=["accuracy"]',
    'metrics=[]',
    'metrics=[]',
  ]);
});
