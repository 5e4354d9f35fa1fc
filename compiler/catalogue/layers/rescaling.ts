import { defineLayer } from './define-layer.ts';

export const rescaling = defineLayer({
  kind: 'Rescaling',
  doc: '`x · scale + offset`.',
  params: {
    scale: { type: 'number', doc: 'The factor.' },
    offset: { type: 'number', default: 0, doc: 'Added after scaling.' },
  },
  infer: (_params, input) => input,
  lower({ build }, params, x) {
    const scaled = build.op('multiply', [x, build.constant(params.scale)], {});
    return params.offset === 0 ? scaled : build.op('add', [scaled, build.constant(params.offset)], {});
  },
});
