import { formatFactor, formatSize } from '../../sizes/format-size.ts';
import { sizeOf } from '../../sizes/shape.ts';
import { batched } from '../../ir/extent.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';

export const flatten = defineLayer({
  kind: 'Flatten',
  doc: 'All sizes as one, row by row.',
  params: {},
  infer: (_params, input) => [sizeOf(input)],
  arithmetic: (_params, input) =>
    input.length > 1 ? [`${input.map(formatFactor).join(' · ')} = ${formatSize(sizeOf(input))}`] : [],
  keeps: () => 'sums',
  lower: (context, _params, x) => context.build.op('reshape', [x], { shape: batched([sizeOf(shapeOf(x))]) }),
});
