import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { PhasePlan } from '../../../../compiler/lower/phase-plan.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { expect } from 'vitest';
import { cpu } from '../../../laws/engines.ts';
import { drawnFeed, firstValues, trainDrawn } from '../../../laws/random-networks/train-network.ts';
import { codeOf } from '../model/code-of.ts';
import { generate, type Generated } from './generated.ts';
import { read } from './read-weights.ts';

/** The fields of the batch of a place, as the engine is fed them. */
function fieldsAt({ programs }: PhasePlan, place: number, count: number): Record<string, tf.Tensor> {
  const fed = drawnFeed(programs.step, place, count, {});
  const fields: Record<string, tf.Tensor> = {};
  for (const { name, role, value } of programs.step.inputs) {
    // A class may be fed twice, as a number and one-hot.
    if ((role.kind !== 'input' && role.kind !== 'target') || fields[role.key] !== undefined) continue;
    const values = Float32Array.from(fed.get(name)!.data);
    const shape = role.key === 'label' ? [count] : shapeAt(value.shape, count);
    const numbers = role.key === 'label' && values.length !== count ? classesOf(values, count) : values;
    fields[role.key] = tf.tensor(numbers, [...shape]);
  }
  return fields;
}

/** The numbers of classes that are fed one-hot. */
const classesOf = (values: Float32Array, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => {
    const row = values.subarray((index * values.length) / count, ((index + 1) * values.length) / count);
    return row.indexOf(Math.max(...row));
  });

interface Found {
  readonly losses: readonly number[];
  readonly weights: ReadonlyMap<string, ArrayLike<number>>;
  readonly grown: number;
}

/** Trains a model by its module on the batches that an engine is fed. */
export async function trainGenerated(made: Generated, plan: PhasePlan): Promise<Found> {
  const { phase, programs } = plan;
  const batches = phase.accumulate ?? 1;
  const model = made.createModel();
  const first = [...firstValues(programs.variables)].filter(([{ name }]) => !name.includes('optimizer'));
  made.loadWeights(
    model,
    encodeSafetensors({
      tensors: new Map(first.map(([{ name, shape }, data]) => [name, { shape, data }])),
      metadata: new Map(),
    }),
  );
  const losses: number[] = [];
  const before = tf.memory().numTensors;
  await made.train(
    model,
    {
      *train() {
        for (let place = 0; place < 2 * batches; place += 1) {
          yield fieldsAt(plan, place, place === 1 ? Math.max(1, phase.batch - 1) : phase.batch);
        }
      },
    },
    { onStep: ({ loss }: { loss: number }) => void losses.push(loss) },
  );
  const grown = tf.memory().numTensors - before;

  const weights = read(made.saveWeights(model));
  model.dispose();
  return { losses, weights, grown };
}

/** Trains a spec by its module and by the engine `cpu`: losses, weights, and no tensor left. */
export async function expectSameTraining(text: string, plan: PhasePlan): Promise<void> {
  const made = await generate(codeOf(text));
  const found = await trainGenerated(made, plan);
  const wanted = await trainDrawn(cpu, plan);
  const total = (place: number): number =>
    [...wanted].filter(([name]) => name === `loss of ${place}`).map(([, [loss]]) => loss ?? NaN)[0] ?? NaN;
  expect(found.losses.length).toBe(2 * (plan.phase.accumulate ?? 1));
  found.losses.forEach((loss, place) => expect(loss, text).toBeCloseTo(total(place), 3));
  for (const [name, values] of found.weights) {
    const others = wanted.get(name)!;
    const scale = Math.max(0.1, ...Array.from(others, Math.abs));
    const apart = Math.max(...Array.from(values, (x, index) => Math.abs(x - (others[index] ?? NaN)) / scale));
    expect(apart, `${name}\n${text}`).toBeLessThan(5e-4);
  }
  expect(found.grown).toBe(0);
}
