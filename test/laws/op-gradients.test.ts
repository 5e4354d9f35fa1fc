import { describe, expect, it } from 'vitest';
import type { OpKind } from '../../compiler/ir/op-attributes.ts';
import { opDefinition, opKinds } from '../../compiler/ops/registry.ts';
import { Builder } from '../../compiler/ops/builder.ts';
import { differentiate } from '../../compiler/passes/differentiate.ts';
import type { Program, Value } from '../../compiler/ir/ir.ts';
import type { HostTensor } from '../../runtime/engines/engine.ts';
import { tfjsEngine } from '../../runtime/engines/tfjs/node.ts';
import { opCases } from './cases/all.ts';
import { generator, makeInput } from './numbers.ts';
import { uniform, type OpCase } from './op-case.ts';
import { addCase, feedOf, programOf, runOnce } from './run-op.ts';

/*
 * The law: for f = Σ weights · op(x), the gradient that the rules give, times a direction, is the difference of f over a
 * small step in that direction. The sum is made on the host in float64, so that only the op's own rounding counts.
 */

const cpu = tfjsEngine('cpu');
const step = 4e-3;

const differentiable = (kind: OpKind): readonly OpCase<OpKind>[] =>
  (opCases[kind] as readonly OpCase<OpKind>[]).filter((opCase) => opCase.differentiable?.length);

it.each(opKinds)('%s has a differentiable case if it has a gradient rule', (kind) => {
  expect(differentiable(kind).length > 0).toBe(opDefinition(kind).gradient !== undefined);
});

const kinds = opKinds.filter((kind) => differentiable(kind).length > 0);

describe.each(kinds)('the gradient of %s', (kind: OpKind) => {
  const cases = differentiable(kind);

  it.each(cases)('$title', async (opCase) => {
    const feed = feedOf(opCase);
    const weights = weightsOf(kind, opCase);
    const gradients = await runOnce(
      cpu,
      gradientProgram(kind, opCase),
      opCase.batch,
      new Map([...feed, ...weights]),
    );
    for (const input of opCase.differentiable ?? []) {
      const gradient = gradients.get(String(input));
      expect(gradient?.shape).toEqual(feed.get(`input/${input}`)?.shape);
      for (const seed of [1, 2, 3]) await expectSlope(kind, opCase, input, seed, gradient);
    }
  });
});

const floatOutputs = (program: Program): readonly Value[] =>
  program.outputs.map(({ value }) => value).filter(({ dtype }) => dtype === 'float32');

const weightsOf = <K extends OpKind>(kind: K, opCase: OpCase<K>): Map<string, HostTensor> =>
  new Map(
    floatOutputs(programOf(kind, opCase)).map(({ shape }, index) => [
      `weight/${index}`,
      makeInput(uniform(shape, -1, 1), opCase.batch, 11 + index),
    ]),
  );

/** Gradients of Σ weights · outputs towards the differentiable inputs; softmaxCrossEntropy's second output is one itself. */
function gradientProgram<K extends OpKind>(kind: K, opCase: OpCase<K>): Program {
  const build = new Builder();
  const { inputs, outputs } = addCase(build, kind, opCase);
  const counted = differentiableOutputs(kind, outputs);
  const sums = counted.map((value, index) => {
    const weight = build.input(`weight/${index}`, value, { kind: 'input', key: `weight/${index}` });
    const product = build.op('multiply', [value, weight], {});
    return build.op('reduceSum', [product], { axes: value.shape.map((_, axis) => axis), keepDims: false });
  });
  const total = sums.reduce((a, b) => build.op('add', [a, b], {}));
  const wanted = opCase.differentiable ?? [];
  const values = wanted.flatMap((index) => inputs[index] ?? []);
  differentiate(build, total, values).forEach((gradient, index) => {
    if (gradient === undefined)
      throw new Error(`${kind} has no gradient towards input ${String(wanted[index])}`);
    build.output(String(wanted[index]), gradient);
  });
  return build.finish('step');
}

/** Of the ops with several outputs, only the first carries a gradient. */
const differentiableOutputs = <V>(kind: OpKind, outputs: readonly V[]): readonly V[] =>
  kind === 'softmaxCrossEntropy' || kind === 'batchNorm' ? outputs.slice(0, 1) : outputs;

async function expectSlope<K extends OpKind>(
  kind: K,
  opCase: OpCase<K>,
  input: number,
  seed: number,
  gradient: HostTensor | undefined,
): Promise<void> {
  const random = generator(seed);
  const feed = feedOf(opCase);
  const given = feed.get(`input/${input}`);
  if (given === undefined || gradient === undefined) throw new Error('an input or its gradient is missing');
  const direction = Array.from(given.data, () => (random() < 0.5 ? -1 : 1));
  const at = (length: number): Promise<number> => {
    const data = Float32Array.from(given.data, (number, index) => number + length * (direction[index] ?? 0));
    return weightedSum(kind, opCase, new Map([...feed, [`input/${input}`, { ...given, data }]]));
  };
  const measured = ((await at(step)) - (await at(-step))) / (2 * step);
  const parts = Array.from(gradient.data, (number, index) => number * (direction[index] ?? 0));
  const promised = parts.reduce((a, b) => a + b, 0);
  const size = Math.hypot(...parts);
  expect(Math.abs(measured - promised)).toBeLessThan(1e-2 * size + 1e-3);
}

async function weightedSum<K extends OpKind>(
  kind: K,
  opCase: OpCase<K>,
  feed: ReadonlyMap<string, HostTensor>,
): Promise<number> {
  const program = programOf(kind, opCase);
  const results = await runOnce(cpu, program, opCase.batch, feed);
  const weights = weightsOf(kind, opCase);
  let total = 0;
  differentiableOutputs(kind, floatOutputs(program)).forEach((_, output) => {
    const weight = weights.get(`weight/${output}`)?.data;
    results.get(String(output))?.data.forEach((number: number, index: number) => {
      total += number * (weight?.[index] ?? NaN);
    });
  });
  return total;
}
