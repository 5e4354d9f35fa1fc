import { describe, expect, it } from 'vitest';
import { classWeights } from '../../../runtime/data/class-weights.ts';
import { feed } from '../../../runtime/train/feed.ts';
import type { Batch } from '../../../runtime/data/batches.ts';
import { buildPrograms, scalarsOf } from '../../../compiler/lower/build-programs.ts';
import golden from '../../golden/class_weights.json' with { type: 'json' };
import { cpu } from '../../laws/engines.ts';
import { compileText } from '../../support/compile-text.ts';
import { hashed } from '../../support/hashed.ts';

const batch = 8;
const { labels, weights, losses, kernel } = golden;

function programs(balance: string) {
  const { value, diagnostics } = compileText(`model Tiny {
    input image: float32[4, 4, 1]
    Flatten
    output label: Dense(3, activation=softmax)
  }
  data D {
    source = folder("x")
    field image: uint8[4, 4, 1]
    field label: class[3]
    balance = ${balance}
  }
  train Tiny on D {
    batch = ${batch}
    objective label { loss = sparse_categorical_crossentropy }
    phase main { epochs = 1  optimizer = SGD(learning_rate=0.5, momentum=0.9) }
  }`);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [train] = value.trains;
  const phase = train?.spec.phases[0];
  if (train === undefined || phase === undefined) throw new Error('no phase');
  return buildPrograms(train.spec.graph, phase);
}

const batchAt = (step: number): Batch => ({
  count: batch,
  indexes: [],
  cursor: 0,
  fields: new Map([
    ['image', { shape: [4, 4, 1], values: Float32Array.from(hashed(100 + step, [batch, 16])) }],
    ['label', { shape: [], values: Float32Array.from(labels.slice(step * batch, (step + 1) * batch)) }],
  ]),
});

describe('class weights', () => {
  it('are those that scikit-learn calls balanced, of the training part', () => {
    const train = Uint32Array.from(labels.keys());
    expect([...classWeights({ labelOf: (index) => labels[index] ?? 0 }, train)]).toEqual(
      weights.map(Math.fround),
    );
  });

  it('are 0 for a class without examples, which counts for none of the others', () => {
    const found = classWeights({ labelOf: (index) => [0, 2, 2, 2][index] ?? 0 }, Uint32Array.of(0, 1, 2, 3));
    expect([...found]).toEqual([2, 0, Math.fround(2 / 3)]);
  });

  it("weigh losses as Keras's `class_weight` does, and so move the weights", async () => {
    const made = programs('class_weights');
    const first = new Map(
      made.variables.map((variable) => {
        const isKernel = variable.name === 'label/kernel' && variable.role === 'weight';
        const size = variable.shape.reduce((product, length) => product * length, 1);
        const values = isKernel ? hashed(1, [size]).map((value) => value - 0.5) : new Array<number>(size);
        return [variable, Float32Array.from(values, (value) => value || 0)];
      }),
    );
    const session = await cpu.open(first);
    const told: number[] = [];
    for (let step = 0; step * batch < labels.length; step++) {
      const fed = feed(made.step, batchAt(step), new Map([['image', 'image']]), {
        place: { seed: 1, phase: 'main', iteration: step },
        scalars: scalarsOf(made, step + 1),
        classWeights: Float32Array.from(weights),
      });
      told.push((await session.run(made.step, batch, fed)).get('loss')?.data[0] ?? NaN);
    }
    const name = made.variables.find((variable) => variable.role === 'weight')?.name ?? '';
    const learnt = [...((await session.read([name])).get(name) ?? [])];
    await session.dispose();
    expect(Math.max(...told.map((loss, step) => Math.abs(loss - (losses[step] ?? 0))))).toBeLessThan(1e-5);
    expect(Math.max(...learnt.map((value, index) => Math.abs(value - (kernel[index] ?? 0))))).toBeLessThan(
      1e-5,
    );
  });

  it('weigh nothing in evaluation, and nothing without the setting', () => {
    const weighed = (program: { readonly inputs: readonly { readonly name: string }[] }) =>
      program.inputs.map(({ name }) => name).filter((name) => name.startsWith('weight/'));
    const { step, evaluate } = programs('class_weights');
    expect([weighed(step), weighed(evaluate)]).toEqual([['weight/label'], []]);
    expect(weighed(programs('none').step)).toEqual([]);
  });
});
