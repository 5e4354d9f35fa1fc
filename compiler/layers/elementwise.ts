import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';

/** A layer without parameters that is one op on each number: a part of which custom layers are made. */
const defineElementwise = (
  kind: string,
  doc: string,
  op: 'abs' | 'square' | 'sqrt' | 'exp' | 'log',
): AnyLayerDefinition =>
  defineLayer({
    kind,
    doc,
    params: {},
    infer: (_params, input) => input,
    lower: ({ build }, _params, x) => build.op(op, [x], {}),
  });

export const abs = defineElementwise('Abs', 'The absolute value.', 'abs');
export const square = defineElementwise('Square', 'x · x.', 'square');
export const sqrt = defineElementwise('Sqrt', 'The square root.', 'sqrt');
export const exp = defineElementwise('Exp', 'e to the power of x.', 'exp');
export const log = defineElementwise('Log', 'The natural logarithm.', 'log');
