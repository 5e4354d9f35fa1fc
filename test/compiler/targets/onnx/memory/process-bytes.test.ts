import { expect, it } from 'vitest';
import { processBytes } from '../../../../../compiler/targets/onnx/memory/process-bytes.ts';
import { peakAt, plan } from '../../../../../compiler/passes/plan.ts';
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
