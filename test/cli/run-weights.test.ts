import { expect, it } from 'vitest';
import { cnnc, fileOf } from './run-cnnc.ts';

it('weights are not ignored', async () => {
  const file = fileOf(`
    model Tower { input x: float32[8, 8, 1] Flatten Dense(4) }
    model M { input image: float32[8, 8, 1] base: Tower(weights="tower.h5") output shape: Softmax }
    data D { source = shapes(10, size=8)  field shape: class[4] split { train = 100% } seed = 1 }
    train M on D {
      batch = 2
      objective shape { loss = sparse_categorical_crossentropy }
      phase main { epochs = 1  optimizer = Adam }
    }`);
  const { code, err } = await cnnc(['run', file]);
  expect(code).toBe(1);
  expect(err).toContain('CNN633');
});
