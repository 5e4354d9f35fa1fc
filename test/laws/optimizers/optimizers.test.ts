import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { onnxEngine } from '../../../runtime/engines/onnx/onnx-engine.ts';
import {
  availability as tensorflowAvailability,
  tensorflowEngine,
} from '../../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { TfjsEngine } from '../../../runtime/engines/tfjs/tfjs-engine.ts';
import { sample } from '../../support/sample.ts';
import { golden, type GoldenCase } from './golden.ts';
import { train, writtenOptimizer } from './train-optimizer.ts';

/*
 * Twenty steps from the same weights and batches give Keras's losses and weights, of every optimizer with each way of clipping, with
 * decay and without, with averages, schedules and accumulation: test/golden/make_optimizers.py.
 */

const engines = {
  onnx: () => onnxEngine(),
  tensorflow: () => tensorflowEngine(),
  wasm: () => new TfjsEngine('wasm'),
  cpu: () => new TfjsEngine('cpu'),
} satisfies Record<string, () => Engine>;

type EngineName = keyof typeof engines;

const hasTensorflow = (await tensorflowAvailability()).available;

const shares: Readonly<Record<EngineName, number>> = { onnx: 40, tensorflow: 13, wasm: 8, cpu: 8 };

const titled = (cases: readonly GoldenCase[]): readonly (readonly [string, GoldenCase])[] =>
  cases.map((each) => [
    `${writtenOptimizer(each)}${each.accumulate === undefined ? '' : `, of ${each.accumulate} batches`}`,
    each,
  ]);

/** Numbers that are apart by no more than a ten-thousandth of the larger, or of a thousandth where both are next to nothing. */
function expectClose(actual: readonly number[], expected: readonly number[], least: number): void {
  expect(actual).toHaveLength(expected.length);
  const apart = actual.map(
    (x, index) => Math.abs(x - (expected[index] ?? NaN)) / Math.max(least, Math.abs(expected[index] ?? NaN)),
  );
  expect(Math.max(...apart)).toBeLessThan(1e-4);
}

describe.each(Object.keys(engines) as EngineName[])('%s', (name) => {
  let engine: Engine;
  beforeAll(() => (engine = engines[name]()));

  it.skipIf(name === 'tensorflow' && !hasTensorflow).each(titled(sample(golden.cases, shares[name])))(
    'gives Keras’s losses and weights: %s',
    async (_title, example) => {
      const found = await train(engine, example, example.losses.length);
      expectClose(found.losses, example.losses, 0.01);
      found.weights.forEach((told, index) => expectClose(told, example.weights[index] ?? [], 1));
      example.averages?.forEach((told, index) => expectClose(found.averages?.[index] ?? [], told, 1));
      if (example.evaluated !== undefined) expectClose([found.evaluated], [example.evaluated], 0.01);
    },
  );
});
