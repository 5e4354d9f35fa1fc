import { expect, test, vi } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import * as phasePlan from '../../../compiler/lower/build-programs.ts';
import { Source } from '../../../grammar/source.ts';

const text = (memory: string): string => `
model Net { input image: float32[8, 8, 1] Flatten output label: Dense(4, activation=softmax) }
data Shapes { source = shapes(count=9, size=8) field label: class[4]  prepare { Rescaling(1/255) } }
train Net on Shapes {
  batch = 3 ${memory}
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1 optimizer = SGD }
}`;

vi.mock('../../../compiler/lower/build-programs.ts', { spy: true });

test('a check without a budget plans nothing; what is planned then is planned once', () => {
  const build = vi.mocked(phasePlan.buildPrograms);
  const { value, diagnostics } = compile(new Source('a.cnn', text('')));
  expect(diagnostics).toEqual([]);
  expect(build).not.toHaveBeenCalled();
  const [train] = value.trains;
  expect(train?.plans[0]).toBe(train?.plans[0]);
  expect(build).toHaveBeenCalledTimes(1);
  compile(new Source('b.cnn', text('memory = 1 GB')));
  expect(build).toHaveBeenCalledTimes(2);
});
