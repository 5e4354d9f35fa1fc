import type { OpNodeOf, Value } from '../../ir/ir.ts';
import type { EmitContext } from './emit-context.ts';
import { image, type Layout, logical, physicalAxis, physicalShape, sameLayout } from './layout.ts';
import { needed } from '../../ir/needed.ts';
import type { Rows } from './row.ts';

/** Emits arithmetic over a tensor and vectors along its last logical axis. */
class Channels {
  readonly #to: EmitContext;
  readonly #layout: Layout;
  readonly #rank: number;
  readonly #axes: string;
  /** Elements of each channel. */
  readonly count: number;
  readonly channels: number;

  constructor(to: EmitContext, x: Value) {
    const shape = to.shape(x);
    const last = shape.length - 1;
    const channels = shape[last] ?? 1;
    this.channels = channels;
    this.#to = to;
    this.#layout = to.layoutOf(x);
    this.#rank = shape.length;
    const channel = physicalAxis(this.#layout, last);
    this.#axes = to.graph.ints(this.#layout.axes.flatMap((_, axis) => (axis === channel ? [] : [axis])));
    this.count = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  }

  whole(value: Value): string {
    return this.#to.get(value, this.#layout);
  }

  /** A value of rank one, shaped to broadcast. */
  vector(value: Value): string {
    return this.#to.operand(value, this.#rank, this.#layout);
  }

  /** The sum or mean over all axes but that of the channels. */
  total(opType: 'ReduceSum' | 'ReduceMean' | 'ReduceSumSquare', tensor: string): string {
    return this.#to.graph.node(opType, [tensor, this.#axes], { keepdims: 1 });
  }

  node(opType: string, ...operands: readonly (string | number)[]): string {
    const names = operands.map((operand) =>
      typeof operand === 'string' ? operand : this.#to.graph.scalar(operand),
    );
    return this.#to.graph.node(opType, names);
  }

  setWhole(value: Value | undefined, tensor: string): void {
    this.#to.set(value, tensor, this.#layout);
  }

  setVector(value: Value | undefined, tensor: string): void {
    this.#to.set(value, this.#to.graph.reshape(tensor, [this.channels]), logical(1));
  }

  /** scale · x + shift; among images a convolution of one tap for each channel, which is one pass. */
  affine(x: string, scale: string, shift?: string): string {
    const { graph } = this.#to;
    if (!sameLayout(this.#layout, image) || this.#to.provider === 'webgpu') {
      const scaled = this.node('Mul', x, scale);
      return shift === undefined ? scaled : this.node('Add', scaled, shift);
    }
    const operands = [x, graph.reshape(scale, [this.channels, 1, 1, 1, 1])];
    if (shift !== undefined) operands.push(graph.reshape(shift, [this.channels]));
    return graph.node('Conv', operands, { kernel_shape: [1, 1, 1], group: this.channels });
  }

  /** 1 / √(variance + epsilon) */
  inverseDeviation(variance: string, epsilon: number): string {
    return this.node('Reciprocal', this.node('Sqrt', this.node('Add', variance, epsilon)));
  }
}

export const normalization: Rows<'batchNorm' | 'batchNormGrad' | 'batchNormInference'> = {
  batchNorm: (op, to) => {
    const x = needed(op.inputs, 0);
    if (sameLayout(to.layoutOf(x), image)) return normalizeImages(op, to);
    const on = new Channels(to, x);
    const gamma = on.vector(needed(op.inputs, 1));
    const beta = on.vector(needed(op.inputs, 2));
    const mean = on.total('ReduceMean', on.whole(x));
    const centred = on.node('Sub', on.whole(x), mean);
    const variance = on.node('Mul', on.total('ReduceSumSquare', centred), 1 / on.count);
    const scale = on.node('Mul', gamma, on.inverseDeviation(variance, op.attributes.epsilon));
    on.setWhole(op.outputs[0], on.node('Add', on.node('Mul', centred, scale), beta));
    on.setVector(op.outputs[1], mean);
    on.setVector(op.outputs[2], variance);
  },

  // dx = gamma / deviation · (dy − (Σ dy + x̂ · Σ dy x̂) / count)
  batchNormGrad: (op, to) => {
    const x = needed(op.inputs, 1);
    const on = new Channels(to, x);
    const dy = on.whole(needed(op.inputs, 0));
    const gamma = on.vector(needed(op.inputs, 2));
    const mean = needed(op.inputs, 3);
    const inverse = on.inverseDeviation(on.vector(needed(op.inputs, 4)), op.attributes.epsilon);
    const kept = to.normalized.get(mean);
    const centred = (): string => on.node('Mul', on.node('Sub', on.whole(x), on.vector(mean)), inverse);
    const normal = kept?.x === x ? kept.tensor : centred();
    const dbeta = on.total('ReduceSum', dy);
    const dgamma = on.total('ReduceSum', on.node('Mul', dy, normal));
    const scale = on.node('Mul', gamma, inverse);
    const share = on.node('Mul', scale, -1 / on.count);
    const direct = on.affine(dy, scale, on.node('Mul', share, dbeta));
    on.setWhole(op.outputs[0], on.node('Add', direct, on.affine(normal, on.node('Mul', share, dgamma))));
    on.setVector(op.outputs[1], dgamma);
    on.setVector(op.outputs[2], dbeta);
  },

  batchNormInference: (op, to) => {
    const on = new Channels(to, needed(op.inputs, 0));
    const x = on.whole(needed(op.inputs, 0));
    const [gamma = '', beta = '', mean = '', variance = ''] = op.inputs
      .slice(1)
      .map((vector) => on.vector(vector));
    const scale = on.node('Mul', gamma, on.inverseDeviation(variance, op.attributes.epsilon));
    const shift = on.node('Sub', beta, on.node('Mul', mean, scale));
    on.setWhole(op.outputs[0], on.affine(x, scale, shift));
  },
};

/**
 * In an image layout a channel is one row of memory, which LayerNormalization brings to mean 0 and variance 1
 * in one pass with exact statistics; gamma and beta follow. The normalised rows are kept for the gradient.
 */
function normalizeImages(op: OpNodeOf<'batchNorm'>, to: EmitContext): void {
  const { graph } = to;
  const x = needed(op.inputs, 0);
  const on = new Channels(to, x);
  const { epsilon } = op.attributes;
  const rows = graph.reshape(on.whole(x), [on.channels, on.count]);
  const ones = graph.node('Expand', [graph.scalar(1), graph.ints([on.count])]);
  const attributes = { axis: 1, epsilon: { float: epsilon } };
  const [normal = '', mean = '', inverse = ''] = graph.nodes(
    'LayerNormalization',
    [rows, ones],
    attributes,
    3,
  );
  const shaped = graph.reshape(normal, physicalShape(to.shape(x), image));
  const variance = on.node('Sub', on.node('Reciprocal', on.node('Mul', inverse, inverse)), epsilon);
  const [gamma, beta] = [on.vector(needed(op.inputs, 1)), on.vector(needed(op.inputs, 2))];
  on.setWhole(op.outputs[0], on.affine(shaped, gamma, beta));
  on.setVector(op.outputs[1], mean);
  on.setVector(op.outputs[2], on.node('Max', variance, 0));
  to.normalized.set(needed(op.outputs, 1), { x, tensor: shaped });
}
