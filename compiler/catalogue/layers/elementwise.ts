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

/** Values held between two bounds (Keras's `ops.clip`). */
export const clip = defineLayer({
  kind: 'Clip',
  doc: 'The values, none below `x_min` and none above `x_max`.',
  params: {
    x_min: { type: 'number', doc: 'The least value.' },
    x_max: { type: 'number', doc: 'The largest value.' },
  },
  infer({ x_min, x_max }, input) {
    if (x_min <= x_max) return input;
    return { parameter: 'x_max', message: `no value is at least ${x_min} and at most ${x_max}` };
  },
  // Probabilities held off 0 and 1 by a little, as before a logarithm, still sum to 1 as well as those of a float.
  keeps: ({ x_min, x_max }) => (x_min <= 1e-3 && x_max >= 1 - 1e-3 ? 'sums' : undefined),
  lower({ build }, { x_min, x_max }, x) {
    const raised = build.op('maximum', [x, build.constant(x_min)], {});
    return build.op('minimum', [raised, build.constant(x_max)], {});
  },
});

export const power = defineLayer({
  kind: 'Power',
  doc: 'x to the power of a number; x may be negative where that is a whole number.',
  params: { exponent: { type: 'number', doc: 'The power.' } },
  infer: (_params, input) => input,
  lower: ({ build }, { exponent }, x) => build.op('power', [x, build.constant(exponent)], {}),
});

export const abs = defineElementwise('Abs', 'The absolute value.', 'abs');
export const square = defineElementwise('Square', 'x · x.', 'square');
export const sqrt = defineElementwise('Sqrt', 'The square root.', 'sqrt');
export const exp = defineElementwise('Exp', 'e to the power of x.', 'exp');
export const log = defineElementwise('Log', 'The natural logarithm.', 'log');
