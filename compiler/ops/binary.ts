import type { Builder } from './builder.ts';
import type { Value } from '../ir/ir.ts';
import { broadcastShapes, unbroadcast } from './broadcast.ts';
import { defineOp, type OpDefinition } from './define-op.ts';
import { bothInputs } from './inputs.ts';

type BinaryKind = 'add' | 'subtract' | 'multiply' | 'divide' | 'maximum' | 'minimum' | 'power';

interface Operands {
  readonly build: Builder;
  readonly a: Value;
  readonly b: Value;
  readonly y: Value;
  readonly dy: Value;
}

/** The gradient towards one operand, before what was broadcast is summed up. */
type Rule = (operands: Operands) => Value;

function binary<K extends BinaryKind>(kind: K, doc: string, towards: readonly [Rule, Rule]): OpDefinition<K> {
  return defineOp<K>({
    kind,
    doc,
    mayOverwrite: [0, 1],
    infer(inputs) {
      const [a, b] = bothInputs(kind, inputs);
      return [{ shape: broadcastShapes(a.shape, b.shape), dtype: a.dtype }];
    },
    gradient({ op, build, wants, outputGradients: [dy] }) {
      const [a, b] = op.inputs;
      const [y] = op.outputs;
      if (!dy || !a || !b || !y) return [];
      return towards.map((rule, input) => {
        const operand = input === 0 ? a : b;
        return wants(input) ? unbroadcast(build, rule({ build, a, b, y, dy }), operand.shape) : undefined;
      });
    },
  });
}

const times = ({ build }: Operands, a: Value, b: Value): Value => build.op('multiply', [a, b], {});

/** `dy` where an operand is the chosen one; where both are equal, that is the first, as on TensorFlow. */
function chosen(larger: 0 | 1, towards: 0 | 1): Rule {
  return ({ build, a, b, dy }) => {
    const [more, less] = larger === towards ? [a, b] : [b, a];
    const isChosen = build.op(towards === 0 ? 'greaterEqual' : 'greater', [more, less], {});
    return build.op('select', [isChosen, dy, build.constant(0)], {});
  };
}

export const add = binary('add', 'a + b', [({ dy }) => dy, ({ dy }) => dy]);

export const subtract = binary('subtract', 'a − b', [
  ({ dy }) => dy,
  ({ build, dy }) => build.op('negate', [dy], {}),
]);

export const multiply = binary('multiply', 'a · b', [
  (operands) => times(operands, operands.dy, operands.b),
  (operands) => times(operands, operands.dy, operands.a),
]);

export const divide = binary('divide', 'a / b; ∂/∂b = −y / b', [
  ({ build, b, dy }) => build.op('divide', [dy, b], {}),
  (operands) => {
    const { build, b, y, dy } = operands;
    return build.op('negate', [times(operands, dy, build.op('divide', [y, b], {}))], {});
  },
]);

export const maximum = binary('maximum', 'the larger; the gradient of equal ones is the first one’s', [
  chosen(0, 0),
  chosen(0, 1),
]);

export const minimum = binary('minimum', 'the smaller; the gradient of equal ones is the first one’s', [
  chosen(1, 0),
  chosen(1, 1),
]);

export const power = binary('power', 'aᵇ; ∂/∂a = b aᵇ⁻¹, ∂/∂b = aᵇ ln a (a > 0)', [
  (operands) => {
    const { build, a, b, dy } = operands;
    const lower = build.op('power', [a, build.op('subtract', [b, build.constant(1)], {})], {});
    return times(operands, dy, times(operands, b, lower));
  },
  (operands) =>
    times(operands, operands.dy, times(operands, operands.y, operands.build.op('log', [operands.a], {}))),
]);
