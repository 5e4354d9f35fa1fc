import { atMost } from '../activations/arithmetic.ts';
import { leakyRelu } from '../activations/leaky-relu.ts';
import { relu6 } from '../activations/relu6.ts';
import type { Builder } from '../../ops/builder.ts';
import type { Value } from '../../ir/ir.ts';
import { defineLayer } from './define-layer.ts';

/** x where it is above the threshold, else 0; at most `limit`, where it still rises, but for 6. */
function rectified(build: Builder, x: Value, threshold: number, limit: number | null): Value {
  if (threshold === 0 && limit === 6) return relu6.lower(build, x);
  const above =
    threshold === 0
      ? build.op('relu', [x], {})
      : build.op(
          'select',
          [build.op('greater', [x, build.constant(threshold)], {}), x, build.constant(0)],
          {},
        );
  return limit === null ? above : atMost(build, above, limit);
}

export const relu = defineLayer({
  kind: 'ReLU',
  doc: 'x above `threshold`, at most `max_value`; below it, `negative_slope · (x - threshold)`.',
  params: {
    max_value: { type: 'number', minimum: 0, nullable: true, default: null, doc: 'The largest output.' },
    negative_slope: { type: 'number', minimum: 0, default: 0, doc: 'The slope below the threshold.' },
    threshold: { type: 'number', minimum: 0, default: 0, doc: 'Where the function begins to rise.' },
  },
  infer: (_params, input) => input,
  lower({ build }, params, x) {
    const isLeaky = params.negative_slope !== 0 && params.threshold === 0 && params.max_value === null;
    if (isLeaky) return leakyRelu(build, x, params.negative_slope);
    const positive = rectified(build, x, params.threshold, params.max_value);
    if (params.negative_slope === 0) return positive;
    const below = build.op('subtract', [build.constant(params.threshold), x], {});
    const negative = build.op('relu', [below], {});
    const scaled = build.op('multiply', [negative, build.constant(params.negative_slope)], {});
    return build.op('subtract', [positive, scaled], {});
  },
});
