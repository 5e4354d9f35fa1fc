import { scalarsOf } from '../../../../compiler/lower/build-programs.ts';
import { expect, test } from 'vitest';
import { emitTensorflow } from '../../../../compiler/targets/tensorflow/emit-tensorflow.ts';
import { guardInput, guardRepeats } from '../../../../compiler/passes/recompute/guard-repeats.ts';
import { onnxEngine } from '../../../../runtime/engines/onnx/onnx-engine.ts';
import { phaseOf, twoSteps } from './steps.ts';

const body = 'Conv2D(3, 3) repeat 3 { Conv2D(3, 3, padding=same) BatchNormalization ReLU } Flatten';

test('no two ops of a guarded step do the same on the same values', () => {
  const { step } = phaseOf(body, 'batch = 4 recompute = max').programs;
  const textOf = ({ kind, inputs, attributes }: (typeof step.ops)[number]): string =>
    `${kind} ${inputs.map(({ id }) => id).join()} ${JSON.stringify(attributes)}`;
  const doubled = (ops: typeof step.ops): number => ops.length - new Set(ops.map(textOf)).size;
  expect(doubled(step.ops)).toBeGreaterThan(0);
  const guarded = guardRepeats(step);
  expect(doubled(guarded.ops)).toBe(0);
  expect(guarded.inputs.map(({ name }) => name)).toContain(guardInput);
});

test('a step without repeats is left as it is', () => {
  const { step } = phaseOf(body, 'batch = 4').programs;
  expect(guardRepeats(step)).toBe(step);
});

test('onnx gives what it gives without repeats', async () => {
  const [whole, less] = ['none', 'max'].map(
    (word) => phaseOf(body, `batch = 4 recompute = ${word}`).programs,
  );
  if (whole === undefined || less === undefined) throw new Error('no programs');
  const engine = onnxEngine({ threads: 1 });
  const expected = await twoSteps(engine, whole.step, whole.variables, 4);
  const found = await twoSteps(engine, less.step, less.variables, 4);
  for (const [name, numbers] of expected) {
    numbers.forEach((number, index) => expect(found.get(name)?.[index]).toBeCloseTo(number, 5));
  }
});

test('a plan with repeats still counts its steps', () => {
  const { programs } = phaseOf(body, 'batch = 4 recompute = max');
  const { programs: whole } = phaseOf(body, 'batch = 4');
  expect(scalarsOf(programs, 3)).toEqual(scalarsOf(whole, 3));
});

test('on TensorFlow what is repeated waits for the backward pass', () => {
  const { step, variables } = phaseOf(body, 'batch = 4 recompute = max').programs;
  const { nodes } = emitTensorflow([guardRepeats(step)], variables);
  const waiting = nodes.filter(
    ({ op, inputs }) => op === 'Identity' && inputs.some((name) => name.startsWith('^')),
  );
  const plain = emitTensorflow([phaseOf(body, 'batch = 4').programs.step], variables).nodes;
  expect(waiting.length).toBeGreaterThan(
    plain.filter(({ op, inputs }) => op === 'Identity' && inputs.some((name) => name.startsWith('^'))).length,
  );
});
