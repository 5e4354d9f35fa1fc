import { defineOp } from './define-op.ts';

export const constant = defineOp({
  kind: 'constant',
  doc: 'a tensor filled with one number',
  infer: (_, { shape, dtype }) => [{ shape, dtype }],
});
