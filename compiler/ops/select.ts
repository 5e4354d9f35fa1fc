import { broadcastShapes, unbroadcast } from './broadcast.ts';
import { defineOp } from './define-op.ts';
import { bothInputs, onlyInput } from './inputs.ts';

export const select = defineOp({
  kind: 'select',
  doc: 'the second where the first is true, else the third',
  mayOverwrite: [1, 2],
  infer(inputs) {
    const condition = onlyInput('select', inputs[0]);
    const [a, b] = bothInputs('select', inputs.slice(1));
    const shape = broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape));
    return [{ shape, dtype: a.dtype }];
  },
  gradient({ op, build, wants, outputGradients: [dy] }) {
    const [condition, a, b] = op.inputs;
    if (!dy || !condition || !a || !b) return [];
    const zero = build.constant(0);
    const towardsA = wants(1) ? build.op('select', [condition, dy, zero], {}) : undefined;
    const towardsB = wants(2) ? build.op('select', [condition, zero, dy], {}) : undefined;
    return [
      undefined,
      towardsA && unbroadcast(build, towardsA, a.shape),
      towardsB && unbroadcast(build, towardsB, b.shape),
    ];
  },
});
