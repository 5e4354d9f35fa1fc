import { defineLayer } from './define-layer.ts';

export const layerScale = defineLayer({
  kind: 'LayerScale',
  doc: '`x · gamma` with a gamma that is trained for each channel and begins small (Touvron et al. 2021), as in Keras’s ConvNeXt.',
  params: {
    init_values: {
      type: 'number',
      doc: 'First value of every gamma: 0.000001 in deep networks, 0.1 in shallow ones.',
    },
  },
  positional: 1,
  unsupported: { projection_dim: 'it follows from the input' },
  infer: (_params, input) => input,
  weights: ({ init_values: value }, input) => [
    {
      name: 'gamma',
      shape: [input.at(-1) ?? 1],
      initializer: { kind: 'constant', value },
      trainable: true,
    },
  ],
  lower: (context, _params, x) => context.build.op('multiply', [x, context.weight('gamma')], {}),
});
