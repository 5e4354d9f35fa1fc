import { defineOp } from './define-op.ts';
import { onlyInput } from './inputs.ts';

export const cast = defineOp({
  kind: 'cast',
  doc: 'the same numbers as another dtype',
  infer: ([x], { dtype }) => [{ shape: onlyInput('cast', x).shape, dtype }],
});
