import { expect, it } from 'vitest';
import { processBytes } from '../../../../../compiler/targets/onnx/memory/process-bytes.ts';
import { peakAt, plan } from '../../../../../compiler/passes/plan.ts';
import { emitOnnx } from '../../../../../compiler/targets/onnx/emit-onnx.ts';
import { arenaRequests } from '../../../../../compiler/targets/onnx/memory/requests.ts';
import { planReserve } from '../../../../../compiler/targets/onnx/memory/reserve.ts';
import { at } from '../../../../../compiler/ir/extent.ts';
import { bytesOf } from '../../../../../compiler/ir/ir.ts';
import { Program } from '../../../../../compiler/program/program.ts';
import { Source } from '../../../../../grammar/source.ts';
import { residualNetwork } from '../../../../runtime/engines/tfjs/networks.ts';

it('is more than the tensors of the plan, and grows with the batch', () => {
  const { step, variables } = residualNetwork('Adam');
  const planned = plan(step, variables);
  const sizes = [1, 64, 4096].map((batch) => {
    const bytes = processBytes(step, batch, { variables, threads: 2 });
    expect(bytes).toBeGreaterThan(peakAt(planned, batch).bytes);
    return bytes;
  });
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
});

const overlapping = `model M { input image: float32[17, 17, 3] Conv2D(4, 1) MaxPool2D(3, strides=2) Flatten output y: Dense(2) }
data D { source = shapes(count=20, size=17, channels=3, classes=2) field y: class[2] }
train M on D { batch = 4  objective y { loss = sparse_categorical_crossentropy }  phase p { epochs = 1  optimizer = SGD } }`;

it('counts the list of indices that scattering makes for itself: eight bytes for each', () => {
  const step = new Program().update(new Source('test.cnn', overlapping)).plan('M', 'p')?.programs.step;
  if (step === undefined) throw new Error('there is no plan');
  const variables = step.variables.map(({ variable }) => variable);
  /** What is neither in the arena nor a batch. */
  const beside = (batch: number): number => {
    const { bytes, region } = planReserve(arenaRequests(emitOnnx(step, batch).graph, 2));
    const inputs = step.inputs.reduce((sum, { value }) => sum + at(bytesOf(value), batch), 0);
    return processBytes(step, batch, { variables, threads: 2 }) - bytes - region / 32 - 2 * inputs;
  };
  expect(beside(64) - beside(1)).toBeCloseTo(8 * 63 * (8 * 8 * 4), -1);
});
