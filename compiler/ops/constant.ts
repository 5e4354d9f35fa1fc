import { fixedShape } from '../ir/extent.ts';
import { defineOp } from './define-op.ts';

export const constant = defineOp({
  kind: 'constant',
  doc: 'a tensor filled with one number',
  infer: (_, { shape, dtype }) => [{ shape, dtype }],
});

export const tensorConstant = defineOp({
  kind: 'tensorConstant',
  doc: 'a tensor of given numbers',
  infer(_, { values, shape }) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (values.length !== count)
      throw new RangeError(`tensorConstant: ${values.length} numbers for ${count}`);
    return [{ shape: fixedShape(shape), dtype: 'float32' }];
  },
});
