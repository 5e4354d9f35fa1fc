import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { type AnyLayerDefinition, defineLayer } from './define-layer.ts';
import { alignValues, broadcastAll, countProblem } from './merge-shapes.ts';

type Compare = (build: Builder, a: Value, b: Value) => Value;

/** A comparison of the current tensor with a number or another tensor: 1 where it holds and 0 where not; no gradient goes through it. */
const defineComparison = (kind: string, relation: string, compare: Compare): AnyLayerDefinition =>
  defineLayer({
    kind,
    doc: `1 where the current tensor is ${relation} a number, or the other tensor, else 0. Sizes of 1 are repeated; no gradient goes through it.`,
    inputs: 'many',
    alone: ({ x2 }) => x2 !== null,
    params: {
      x2: {
        type: 'number',
        nullable: true,
        default: null,
        doc: 'A number to compare with; `none`: another tensor, `with=`.',
      },
    },
    infer({ x2 }, ...inputs) {
      if (x2 === null) return countProblem(kind, inputs.length, 2) ?? broadcastAll(inputs);
      if (inputs.length === 1) return inputs[0] ?? [];
      return { parameter: 'x2', message: 'it compares with a number or with another tensor, not with both' };
    },
    lower({ build }, { x2 }, ...inputs) {
      const [a, b] = x2 === null ? alignValues(build, inputs) : [inputs[0], build.constant(x2)];
      if (a === undefined || b === undefined) throw new RangeError(`${kind} compares two tensors`);
      return build.op('cast', [compare(build, a, b)], { dtype: 'float32' });
    },
  });

export const equal = defineComparison('Equal', 'equal to', (build, a, b) => build.op('equal', [a, b], {}));
export const greater = defineComparison('Greater', 'greater than', (build, a, b) =>
  build.op('greater', [a, b], {}),
);
export const greaterEqual = defineComparison('GreaterEqual', 'greater than or equal to', (build, a, b) =>
  build.op('greaterEqual', [a, b], {}),
);
export const less = defineComparison('Less', 'less than', (build, a, b) => build.op('greater', [b, a], {}));
export const lessEqual = defineComparison('LessEqual', 'less than or equal to', (build, a, b) =>
  build.op('greaterEqual', [b, a], {}),
);
