import { expect, it } from 'vitest';
import { tensorflowTarget } from '../../../../compiler/targets/tensorflow/tensorflow-target.ts';
import { legalize } from '../../../../compiler/passes/legalize.ts';
import { phaseOf } from '../../passes/recompute/steps.ts';

/** The kinds of a step's ops as TensorFlow runs it. */
function opsOf(body: string): string[] {
  const { step } = phaseOf(`${body} Flatten`, 'batch = 2').programs;
  return legalize(step, tensorflowTarget(step)).ops.map(({ kind }) => kind);
}

it('leaves the gradient of a strided filter of one cell to oneDNN only where it has 16 channels', () => {
  const project = (channels: number, args: string): string[] =>
    opsOf(`Conv2D(${channels}, 3, padding=same) Conv2D(4, 1, ${args})`);
  const gradients = (ops: readonly string[]): number =>
    ops.filter((kind) => kind === 'conv2dFilterGrad').length;
  expect(gradients(project(15, 'strides=2'))).toBe(1);
  expect(gradients(project(16, 'strides=2'))).toBe(2);
  expect(gradients(project(3, 'strides=1'))).toBe(2);
});
