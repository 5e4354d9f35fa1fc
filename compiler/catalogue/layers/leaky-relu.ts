import { leakyRelu as lowerLeakyRelu } from '../activations/leaky-relu.ts';
import { defineLayer } from './define-layer.ts';

export const leakyRelu = defineLayer({
  kind: 'LeakyReLU',
  elsewhere: 'Leaky LReLU',
  doc: 'x where it is positive, else `negative_slope · x`.',
  params: { negative_slope: { type: 'number', minimum: 0, default: 0.3, doc: 'The slope below zero.' } },
  infer: (_params, input) => input,
  lower: ({ build }, params, x) => lowerLeakyRelu(build, x, params.negative_slope),
});
