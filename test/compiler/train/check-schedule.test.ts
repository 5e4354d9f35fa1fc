import { expect, it } from 'vitest';
import { compileText } from '../../support/compile-text.ts';

const codesOf = (optimizer: string) =>
  compileText(`
    model M { input image: float32[8, 8, 1]  Flatten  output kind: Dense(4, activation=softmax) }
    data D { source = shapes(60, size=8, classes=4)  field kind: class[4]  prepare { Rescaling(1/255) } }
    train M on D { batch = 4  objective kind { loss = sparse_categorical_crossentropy }
      phase a { epochs = 4  optimizer = ${optimizer} } }`).diagnostics.map(({ code }) => code);

it.each([
  'Ftrl(CosineDecay(0.1, warmup_steps=5))',
  'Ftrl(ConstantRate(0.1, warmup_steps=epochs(1)))',
  'Ftrl(PiecewiseConstantDecay([epochs(2)], [0.1, 0.01], warmup_steps=3))',
  'Ftrl(CosineDecay(0, warmup_target=0.1, warmup_steps=5))',
])('%s begins with a rate that Ftrl cannot divide by', (optimizer) => {
  expect(codesOf(optimizer)).toEqual(['CNN458']);
});

it.each([
  'Ftrl(CosineDecay(0.1))',
  'Ftrl(CosineDecay(0.01, warmup_target=0.1, warmup_steps=5))',
  'Adam(CosineDecay(0.1, warmup_steps=5))',
])('%s does not', (optimizer) => {
  expect(codesOf(optimizer)).toEqual([]);
});

const codesOfTwo = (first: string, second: string) =>
  compileText(`
    model M { input image: float32[8, 8, 1]  Flatten  output kind: Dense(4, activation=softmax) }
    data D { source = shapes(60, size=8, classes=4)  field kind: class[4]  prepare { Rescaling(1/255) } }
    train M on D { batch = 4  objective kind { loss = sparse_categorical_crossentropy }
      phase a { epochs = 4  ${first} }
      phase b { epochs = 4  ${second} } }`).diagnostics.map(({ code }) => code);

it('an optimizer goes on from one of the same kind in the phase before', () => {
  const adam = 'optimizer = Adam';
  const kept = 'optimizer_state = kept';
  expect(codesOfTwo(adam, `${adam}(0.1)  ${kept}`)).toEqual([]);
  expect(codesOfTwo(adam, `optimizer = SGD  ${kept}`)).toEqual(['CNN491']);
  expect(codesOfTwo(adam, 'optimizer = SGD  optimizer_state = fresh')).toEqual([]);
  expect(codesOfTwo(`${adam}  ${kept}`, adam)).toEqual(['CNN490']);
});

it('a schedule may be longer than a phase that another goes on with', () => {
  const cosine = 'optimizer = Adam(CosineDecay(0.01, decay_steps=epochs(8)))';
  expect(codesOfTwo(cosine, `${cosine}  optimizer_state = kept`)).toEqual([]);
  expect(codesOfTwo(cosine, cosine)).toEqual(['CNN482', 'CNN482']);
});
