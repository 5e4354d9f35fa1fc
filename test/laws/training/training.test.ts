import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import {
  availability as tensorflowAvailability,
  tensorflowEngine,
} from '../../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { TfjsEngine } from '../../../runtime/engines/tfjs/tfjs-engine.ts';
import golden from '../../golden/training.json' with { type: 'json' };
import { isLong, sample } from '../../support/sample.ts';
import { type CaseName, cases, fashion } from './cases.ts';
import { product } from './draws.ts';
import { graphOf, train } from './train-case.ts';

/*
 * Twenty steps from the same weights and batches give Keras's losses on every engine; the slower ones make the first few. The golden losses are
 * Keras 3's, made by test/golden/make_training.py; weights and batches are drawn on both sides from one integer
 * hash, so that only seeds have to agree.
 */

/** The largest relative difference. */
const worst = (actual: readonly number[], expected: readonly number[]): number =>
  Math.max(
    ...actual.map((x, index) => Math.abs(x - (expected[index] ?? NaN)) / Math.abs(expected[index] ?? NaN)),
  );

const smallCases = (Object.keys(cases) as CaseName[]).filter((name) => name !== 'fashion');
const engines = {
  tensorflow: () => tensorflowEngine(),
  onnx: () => onnxEngine(),
  wasm: () => new TfjsEngine('wasm'),
  cpu: () => new TfjsEngine('cpu'),
} satisfies Record<string, () => Engine>;
type EngineName = keyof typeof engines;

/** All of them on the quickest engine; the others, which compute each op as it does (`op-values`), take some of them by default. */
const casesOn = (engineName: EngineName): readonly CaseName[] =>
  engineName === 'onnx' ? smallCases : sample(smallCases, 8);

/** Steps of an engine that takes long for each: enough for a moment to build up, and for a mean of it to be corrected. */
const few = isLong ? 20 : 4;
const isSlow = (engineName: EngineName, name: CaseName): boolean =>
  (engineName === 'wasm' || engineName === 'cpu') && name !== 'two_heads';

const hasTensorflow = (await tensorflowAvailability()).available;
const isMissing = (engineName: EngineName): boolean => engineName === 'tensorflow' && !hasTensorflow;

describe.each(Object.keys(engines) as EngineName[])('%s', (engineName) => {
  let engine: Engine;
  beforeAll(() => (engine = engines[engineName]()));

  it.skipIf(isMissing(engineName)).each(casesOn(engineName))('gives Keras’s losses: %s', async (name) => {
    const { losses, evaluated } = golden.cases[name];
    const steps = isSlow(engineName, name) ? few : losses.length;
    const actual = await train(engine, name, steps);
    expect(actual.losses).toHaveLength(steps);
    expect(worst(actual.losses, losses)).toBeLessThan(1e-4);
    if (actual.evaluated === undefined) return;
    expect(worst([actual.evaluated.get('loss')?.data[0] ?? NaN], [evaluated.loss])).toBeLessThan(1e-4);
    if ('accuracy' in evaluated) {
      expect(actual.evaluated.get('label/accuracy')?.data[0]).toBeCloseTo(evaluated.accuracy, 6);
    }
    if ('box_loss' in evaluated) {
      expect(actual.evaluated.get('loss/box')?.data[0]).toBeCloseTo(evaluated.box_loss, 5);
      expect(actual.evaluated.get('species/accuracy')?.data[0]).toBeCloseTo(evaluated.species_accuracy, 6);
    }
  });
});

/** Steps of a network that takes long on every engine: the second has the gradient of the first in its loss. */
const quick = isLong ? 20 : 2;

describe('the Fashion-MNIST CNN', () => {
  it.for([
    ['tensorflow', quick],
    ['onnx', quick],
    ['wasm', quick],
  ] as const)('gives Keras’s losses on %s', async ([engineName, steps], { skip }) => {
    skip(isMissing(engineName));
    const { losses } = await train(engines[engineName](), 'fashion', steps);
    expect(losses).toHaveLength(steps);
    expect(worst(losses, golden.cases.fashion.losses)).toBeLessThan(1e-4);
  });

  it('has as many parameters as Keras’s', () => {
    const graph = graphOf(fashion);
    const count = graph.layers
      .flatMap(({ weights }) => weights)
      .reduce((sum, { shape }) => sum + product(shape), 0);
    expect(count).toBe(golden.cases.fashion.parameters);
  });
});
