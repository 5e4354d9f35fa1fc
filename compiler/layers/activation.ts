import { lowerActivation } from '../activations/lower.ts';
import { defineLayer } from './define-layer.ts';

export const activation = defineLayer({
  kind: 'Activation',
  doc: 'An activation function as a layer of its own.',
  params: { activation: { type: 'activation', nullable: true, doc: 'The function; `none`: none.' } },
  infer: (_params, input) => input,
  lower: (context, params, x) => lowerActivation(context.build, params.activation, x),
});
