import { fixed, type SymbolicShape } from '../ir/extent.ts';
import { defineOp } from './define-op.ts';
import { onlyInput } from './inputs.ts';

const channelsOf = (shape: SymbolicShape): SymbolicShape => [shape[shape.length - 1] ?? fixed(0)];

export const batchNorm = defineOp({
  kind: 'batchNorm',
  doc: 'normalised over all axes but the last with the mean and biased variance of the batch: gamma · (x − mean) / √(variance + epsilon) + beta',
  mayOverwrite: [0],
  infer(inputs) {
    const x = onlyInput('batchNorm', inputs[0]);
    const channel = { shape: channelsOf(x.shape), dtype: 'float32' } as const;
    return [x, channel, channel];
  },
  gradient({ op, build, outputGradients: [dy] }) {
    const [x, gamma] = op.inputs;
    const [, mean, variance] = op.outputs;
    if (!dy || !x || !gamma || !mean || !variance) return [];
    return build.all('batchNormGrad', [dy, x, gamma, mean, variance], op.attributes);
  },
});

export const batchNormGrad = defineOp({
  kind: 'batchNormGrad',
  doc: 'dx = gamma / √(variance + epsilon) · (dy − mean(dy) − x̂ · mean(dy · x̂)), dgamma = Σ dy · x̂, dbeta = Σ dy (Ioffe and Szegedy 2015)',
  mayOverwrite: [0, 1],
  infer(inputs) {
    const x = onlyInput('batchNormGrad', inputs[1]);
    const channel = { shape: channelsOf(x.shape), dtype: 'float32' } as const;
    return [x, channel, channel];
  },
});

export const batchNormInference = defineOp({
  kind: 'batchNormInference',
  doc: 'gamma · (x − mean) / √(variance + epsilon) + beta with given statistics',
  mayOverwrite: [0],
  infer: ([x]) => [onlyInput('batchNormInference', x)],
  gradient({ op, build, wants, outputGradients: [dy] }) {
    const [x, gamma, , mean, variance] = op.inputs;
    if (!dy || !x || !gamma || !mean || !variance) return [];
    const shifted = build.op('add', [variance, build.constant(op.attributes.epsilon)], {});
    const inverse = build.op('reciprocal', [build.op('sqrt', [shifted], {})], {});
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const total = (value: typeof dy) => build.op('reduceSum', [value], { axes, keepDims: false });
    const times = (a: typeof dy, b: typeof dy) => build.op('multiply', [a, b], {});
    const normalised = () => times(build.op('subtract', [x, mean], {}), inverse);
    return [
      wants(0) ? times(dy, times(gamma, inverse)) : undefined,
      wants(1) ? total(times(dy, normalised())) : undefined,
      wants(2) ? total(dy) : undefined,
      undefined,
      undefined,
    ];
  },
});
