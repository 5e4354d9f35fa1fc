import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { shapeAt } from '../../../../compiler/ir/extent.ts';
import type { PhasePlan } from '../../../../compiler/lower/phase-plan.ts';
import { encodeSafetensors } from '../../../../runtime/weights/safetensors.ts';
import { cpu } from '../../../laws/engines.ts';
import { drawNetwork } from '../../../laws/random-networks/draw-network.ts';
import {
  compileDrawn,
  drawnFeed,
  firstValues,
  trainDrawn,
} from '../../../laws/random-networks/train-network.ts';
import { sample } from '../../../support/sample.ts';
import { codeOf } from '../model/code-of.ts';
import { generate, type Generated } from './generated.ts';
import { read } from './read-weights.ts';

/*
 * The networks that the engines' laws draw by chance: the module that is made of them trains as the engine `cpu` does, from
 * the same weights on the same batches, in losses and in weights.
 */

/** Whether noise is drawn, which is another here; or a group is of batches of two sizes, which the law's harness takes for one. */
const differs = (seed: number): boolean => {
  const text = drawNetwork(seed);
  return /Dropout|Noise/.test(text) || !(/accumulate = 1\b/.test(text) || /batch = 1\b/.test(text));
};
const seeds = [
  2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 28, 29, 19, 61,
].filter((seed) => !differs(seed));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The fields of the batch of a place, as the engine is fed them. */
function fieldsAt({ programs }: PhasePlan, place: number, count: number): Record<string, tf.Tensor> {
  const fed = drawnFeed(programs.step, place, count, {});
  return Object.fromEntries(
    programs.step.inputs.flatMap(({ name, role, value }) => {
      if (role.kind !== 'input' && role.kind !== 'target') return [];
      const values = Float32Array.from(fed.get(name)!.data);
      const shape = role.key === 'label' ? [count] : shapeAt(value.shape, count);
      const numbers = role.key === 'label' && values.length !== count ? classesOf(values, count) : values;
      return [[role.key, tf.tensor(numbers, [...shape])]];
    }),
  );
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

async function trainGenerated(made: Generated, plan: PhasePlan): Promise<Found> {
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

describe.each(sample(seeds, 8))('the network of seed %i', (seed) => {
  it('is trained by its module as by the engine', async () => {
    const { text, plan } = compileDrawn(seed);
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
      const apart = Math.max(
        ...Array.from(values, (x, index) => Math.abs(x - (others[index] ?? NaN)) / scale),
      );
      expect(apart, `${name}\n${text}`).toBeLessThan(5e-4);
    }
    expect(found.grown).toBe(0);
  });
});
