import type { Value } from '../../program/ir.ts';
import type { EmitContext } from './emit-context.ts';
import { image, type Layout, logical, physicalAxis, physicalShape, sameLayout } from './layout.ts';
import { needed, type Rows } from './row.ts';

/** Emits arithmetic over a tensor and vectors along its last logical axis. */
class Channels {
  readonly #to: EmitContext;
  readonly #layout: Layout;
  readonly #rank: number;
  /** Sizes of a vector of channels that broadcasts over the tensor. */
  readonly #vector: readonly number[];
  readonly #axes: string;
  readonly count: number;

  constructor(to: EmitContext, x: Value) {
    const shape = to.shape(x);
    const last = shape.length - 1;
    const channels = shape[last] ?? 1;
    this.#to = to;
    this.#layout = to.layoutOf(x);
    this.#rank = shape.length;
    this.#vector = physicalShape([...shape.slice(0, -1).map(() => 1), channels], this.#layout);
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
    this.#to.set(value, this.#to.graph.reshape(tensor, [Math.max(...this.#vector)]), logical(1));
  }

  /** 1 / √(variance + epsilon) */
  inverseDeviation(variance: string, epsilon: number): string {
    return this.node('Reciprocal', this.node('Sqrt', this.node('Add', variance, epsilon)));
  }
}

export const normalization: Rows<'batchNorm' | 'batchNormGrad' | 'batchNormInference'> = {
  batchNorm: (op, to) => {
    const x = needed(op.inputs, 0);
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

  // dx = scale · dy − (scale / count) · (Σ dy + x̂ · Σ dy x̂) with scale = gamma / √(variance + epsilon)
  batchNormGrad: (op, to) => {
    const x = needed(op.inputs, 1);
    const on = new Channels(to, x);
    const dy = on.whole(needed(op.inputs, 0));
    const gamma = on.vector(needed(op.inputs, 2));
    const inverse = on.inverseDeviation(on.vector(needed(op.inputs, 4)), op.attributes.epsilon);
    const centred = on.node('Sub', on.whole(x), on.vector(needed(op.inputs, 3)));
    const dbeta = on.total('ReduceSum', dy);
    const dgamma = on.node('Mul', on.total('ReduceSum', on.node('Mul', dy, centred)), inverse);
    const scale = on.node('Mul', gamma, inverse);
    const share = on.node('Mul', scale, -1 / on.count);
    const slope = on.node('Mul', on.node('Mul', share, dgamma), inverse);
    const weighted = on.node('Add', on.node('Mul', dy, scale), on.node('Mul', centred, slope));
    on.setWhole(op.outputs[0], on.node('Add', weighted, on.node('Mul', share, dbeta)));
    on.setVector(op.outputs[1], dgamma);
    on.setVector(op.outputs[2], dbeta);
  },

  batchNormInference: (op, to) => {
    const x = needed(op.inputs, 0);
    const layout = to.layoutOf(x);
    const vectors = op.inputs.slice(1);
    if (sameLayout(layout, image)) {
      const operands = [to.get(x, layout), ...vectors.map((vector) => to.get(vector, logical(1)))];
      const attributes = { epsilon: { float: op.attributes.epsilon } };
      return to.set(op.outputs[0], to.graph.node('BatchNormalization', operands, attributes), layout);
    }
    const on = new Channels(to, x);
    const [gamma = '', beta = '', mean = '', variance = ''] = vectors.map((vector) => on.vector(vector));
    const scale = on.node('Mul', gamma, on.inverseDeviation(variance, op.attributes.epsilon));
    const shift = on.node('Sub', beta, on.node('Mul', mean, scale));
    on.setWhole(op.outputs[0], on.node('Add', on.node('Mul', on.whole(x), scale), shift));
  },
};
