import { expect, it } from 'vitest';
import type { OpNode, Program } from '../../../../../compiler/ir/ir.ts';
import { legalize } from '../../../../../compiler/passes/legalize.ts';
import { processBytes } from '../../../../../compiler/targets/tensorflow/memory/process-bytes.ts';
import { tensorflowTarget } from '../../../../../compiler/targets/tensorflow/tensorflow-target.ts';
import { classifierPrograms } from '../../../../support/classifier-programs.ts';
import { modelOf } from '../../../../support/compile-text.ts';

const { step, variables } = classifierPrograms(
  modelOf(`model Net {
    input image: float32[32, 32, 8]
    DepthwiseConv2D(3, padding=same)
    GlobalAveragePooling2D
    output label: Dense(3, activation=softmax)
  }`),
  'SGD',
  {},
);
const plain = legalize(step, tensorflowTarget(step));
const strided = (op: OpNode): OpNode =>
  op.kind === 'conv2d' ? { ...op, attributes: { ...op.attributes, strides: [2, 2] } } : op;

const bytes = (program: Program, batch: number): number =>
  processBytes({ programs: [program], batch, variables }, { trims: true });

it('of a strided depth-wise convolution has its pictures once more, as far as they may lie in the heap', () => {
  const other: Program = { ...plain, ops: plain.ops.map(strided) };
  const more = (batch: number): number => bytes(other, batch) - bytes(plain, batch);
  expect(more(2)).toBe(2 * 4 * 32 * 32 * 8);
  expect(more(5000)).toBe(2 ** 24);
});

it('has what a session before leaves in the heap', () => {
  const before = [{ programs: [plain], batch: 2, variables }];
  const again = processBytes({ programs: [plain], batch: 2, variables }, { trims: true, before });
  expect(again - bytes(plain, 2)).toBeGreaterThan(114e3);
  expect(again - bytes(plain, 2)).toBeLessThan(10e6);
});

it('has what lies about of each node where nothing is given back', () => {
  const kept = processBytes({ programs: [plain], batch: 2, variables }, { trims: false });
  expect(kept - bytes(plain, 2)).toBeGreaterThan(20 * 5e3);
});
