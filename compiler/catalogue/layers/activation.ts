import { halvingActivations, lowerActivation } from '../activations/registry.ts';
import { defineLayer } from './define-layer.ts';

export const activation = defineLayer({
  kind: 'Activation',
  doc: 'An activation function as a layer of its own; `glu` halves the last axis.',
  params: {
    activation: { type: 'activation', halving: true, nullable: true, doc: 'The function; `none`: none.' },
  },
  infer({ activation: word }, input) {
    if (!halvingActivations.some((halving) => halving === word)) return input;
    const last = input.at(-1);
    if (typeof last === 'number' && last % 2 === 0) return [...input.slice(0, -1), last / 2];
    return { parameter: 'activation', message: `\`${word ?? ''}\` halves the last axis, which is odd` };
  },
  lower: (context, params, x) => lowerActivation(context.build, params.activation, x),
});
