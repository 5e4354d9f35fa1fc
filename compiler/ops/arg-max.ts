import { defineOp } from './define-op.ts';
import { onlyInput } from './inputs.ts';

export const argMax = defineOp({
  kind: 'argMax',
  doc: 'the index of the maximum along an axis, the first of equal ones',
  infer: ([x], { axis }) => [
    { shape: onlyInput('argMax', x).shape.filter((_, index) => index !== axis), dtype: 'int32' },
  ],
});
