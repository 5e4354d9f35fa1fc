import { lowerActivation } from '../activations/registry.ts';
import { sizeOf } from '../../sizes/shape.ts';
import { batched, fixed, scale } from '../../ir/extent.ts';
import { multiply } from '../../sizes/size.ts';
import { defineLayer } from './define-layer.ts';
import { shapeOf } from './input-shape.ts';
import {
  kernelLimits,
  activation,
  biasInitializer,
  kernelInitializer,
  useBias,
} from './shared-parameters.ts';

export const dense = defineLayer({
  kind: 'Dense',
  elsewhere: 'Linear FullyConnected Connected',
  doc: 'A fully connected layer over the last axis: `activation(x · kernel + bias)`.',
  params: {
    units: { type: 'integer', minimum: 1, doc: 'The last size of the output.' },
    activation,
    use_bias: useBias,
    kernel_initializer: kernelInitializer,
    bias_initializer: biasInitializer,
    ...kernelLimits,
  },
  unsupported: {
    lora_rank: 'LoRA is not supported yet',
    lora_alpha: 'LoRA is not supported yet',
    quantization_config: 'quantization is not supported yet',
  },
  steady: 'put `GlobalAveragePooling2D` in place of `Flatten`',
  infer: (params, input) => [...input.slice(0, -1), params.units],
  weights(params, input) {
    const shape = [input.at(-1) ?? 0, params.units];
    const kernel = { name: 'kernel', shape, initializer: params.kernel_initializer, trainable: true };
    const bias = {
      name: 'bias',
      shape: [params.units],
      initializer: params.bias_initializer,
      trainable: true,
    };
    return params.use_bias ? [kernel, bias] : [kernel];
  },
  macs: (params, input) => multiply(sizeOf(input), params.units),
  lower(context, params, x) {
    const { build } = context;
    const input = shapeOf(x);
    const rows = scale({ constant: 0, perBatch: 1 }, sizeOf(input.slice(0, -1)));
    const matrix =
      input.length === 1 ? x : build.op('reshape', [x], { shape: [rows, fixed(input.at(-1) ?? 0)] });
    const product = build.op('matmul', [matrix, context.weight('kernel')], {
      transposeA: false,
      transposeB: false,
    });
    const biased = params.use_bias ? build.op('add', [product, context.weight('bias')], {}) : product;
    const output = batched([...input.slice(0, -1), params.units]);
    const shaped = input.length === 1 ? biased : build.op('reshape', [biased], { shape: output });
    return lowerActivation(build, params.activation, shaped);
  },
});
