import { expect, it, vi } from 'vitest';
import { cnnc, fileOf } from '../../cli/run-cnnc.ts';

// As where npm left out the optional packages.
vi.mock('../../../runtime/engines/onnx/load-onnx-runtime.ts', () => ({
  loadOnnxRuntime: () =>
    Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })),
}));
vi.mock('../../../runtime/engines/tensorflow/tensorflow-engine.ts', () => ({
  availability: () => Promise.resolve({ available: false, reason: 'it is not installed', fix: '' }),
}));

const spec = `
data D { source = shapes(20, size=8, classes=2)  field label: class[2]  prepare { Rescaling(1/255) } }
model M { input image: float32[8, 8, 1] Flatten output label: Dense(2, activation=softmax) }
train M on D { batch = 4 objective label { loss = sparse_categorical_crossentropy } phase main { epochs = 1 optimizer = SGD } }
`;

it('a run on a slower engine says which is missing, and what gets it', async () => {
  const { code, err } = await cnnc(['run', fileOf(spec), '--out', `${fileOf('', 'x')}-run`]);
  expect(code).toBe(0);
  expect(err).toContain('warning[CNN720]: this runs on `wasm`: the faster `onnx` is not here');
  expect(err).toContain('cnnc engines install onnx');
});

it('a run whose engine is named says nothing of others', async () => {
  const { code, err } = await cnnc([
    'run',
    fileOf(spec),
    '--engine',
    'cpu',
    '--out',
    `${fileOf('', 'x')}-run`,
  ]);
  expect(code).toBe(0);
  expect(err).not.toContain('CNN720');
});
