import type { Value } from '../ir/ir.ts';
import { defineOp, type GradientContext, type OpDefinition } from './define-op.ts';
import { onlyInput } from './inputs.ts';
import type { NoAttributes, OpAttributes, OpKind } from '../ir/op-attributes.ts';

type UnaryKind = { [K in OpKind]: OpAttributes[K] extends NoAttributes ? K : never }[OpKind];

/** The derivative's product with `dy`, from the input `x` and the output `y`. */
type Rule = (context: { build: GradientContext<'exp'>['build']; x: Value; y: Value; dy: Value }) => Value;

/** An elementwise op on one float32 tensor; without a rule its gradient is zero almost everywhere, and none flows. */
function unary<K extends UnaryKind>(kind: K, doc: string, rule?: Rule): OpDefinition<K> {
  return defineOp<K>({
    kind,
    doc,
    mayOverwrite: [0],
    infer: ([x]) => [onlyInput(kind, x)],
    ...(rule && {
      gradient: ({ op, build, outputGradients: [dy] }) => {
        const [x] = op.inputs;
        const [y] = op.outputs;
        return dy && x && y ? [rule({ build, x, y, dy })] : [undefined];
      },
    }),
  });
}

export const negate = unary('negate', '−x', ({ build, dy }) => build.op('negate', [dy], {}));

export const abs = unary('abs', '|x|', ({ build, x, dy }) =>
  build.op('multiply', [dy, build.op('sign', [x], {})], {}),
);

export const sign = unary('sign', '−1, 0 or 1');

export const exp = unary('exp', 'eˣ', ({ build, y, dy }) => build.op('multiply', [dy, y], {}));

export const log = unary('log', 'natural logarithm', ({ build, x, dy }) => build.op('divide', [dy, x], {}));

export const sqrt = unary('sqrt', '√x; d√x = 1 / (2√x)', ({ build, y, dy }) =>
  build.op('divide', [build.op('multiply', [dy, build.constant(0.5)], {}), y], {}),
);

export const square = unary('square', 'x²', ({ build, x, dy }) =>
  build.op('multiply', [build.op('multiply', [dy, build.constant(2)], {}), x], {}),
);

export const reciprocal = unary('reciprocal', '1 / x; d(1/x) = −1/x²', ({ build, y, dy }) =>
  build.op('negate', [build.op('multiply', [dy, build.op('square', [y], {})], {})], {}),
);

export const floor = unary('floor', '⌊x⌋');

export const relu = unary('relu', 'max(x, 0)', ({ build, y, dy }) => build.op('reluGrad', [dy, y], {}));

export const sigmoid = unary('sigmoid', '1 / (1 + e⁻ˣ); dσ = σ(1 − σ)', ({ build, y, dy }) => {
  const slope = build.op('multiply', [y, build.op('subtract', [build.constant(1), y], {})], {});
  return build.op('multiply', [dy, slope], {});
});

export const tanh = unary('tanh', 'hyperbolic tangent; d tanh = 1 − tanh²', ({ build, y, dy }) => {
  const slope = build.op('subtract', [build.constant(1), build.op('square', [y], {})], {});
  return build.op('multiply', [dy, slope], {});
});

export const erf = unary('erf', 'the error function; d erf = 2/√π · e^(−x²)', ({ build, x, dy }) => {
  const bell = build.op('exp', [build.op('negate', [build.op('square', [x], {})], {})], {});
  const slope = build.op('multiply', [bell, build.constant(2 / Math.sqrt(Math.PI))], {});
  return build.op('multiply', [dy, slope], {});
});
