import { defineOp } from './define-op.ts';
import { onlyInput } from './inputs.ts';

export const reluGrad = defineOp({
  kind: 'reluGrad',
  doc: 'dy where y > 0, else 0',
  mayOverwrite: [1, 0],
  infer: ([dy]) => [onlyInput('reluGrad', dy)],
  gradient({ op, build, outputGradients: [gradient] }) {
    const [, y] = op.inputs;
    return gradient && y ? [build.op('reluGrad', [gradient, y], {}), undefined] : [];
  },
});
