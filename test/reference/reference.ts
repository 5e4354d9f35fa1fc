import type { OpNode } from '../../compiler/program/ir.ts';
import { shapeAt } from '../../compiler/program/size.ts';
import * as arithmetic from './arithmetic.ts';
import { type Dense, dense, read } from './dense.ts';
import * as windows from './windows.ts';

/** The outputs of an op by plain loops over plain numbers; slow and meant to be seen to be right. */
export function reference(op: OpNode, inputs: readonly Dense[], batch: number): readonly Dense[] {
  const shapes = op.outputs.map((output) => shapeAt(output.shape, batch));
  const [shape = []] = shapes;
  const operand = (index: number): Dense => {
    const input = inputs[index];
    if (input === undefined) throw new RangeError(`${op.kind} has no operand ${index}`);
    return input;
  };
  const one = arithmetic.unary[op.kind];
  if (one) return [dense(shape, (index) => one(read(operand(0), index)))];
  const two = arithmetic.binary[op.kind];
  if (two) return [dense(shape, (index) => two(read(operand(0), index), read(operand(1), index)))];
  const several = composite(op, operand, inputs, shape);
  return several ?? [dense(shape, element(op, operand, inputs))];
}

/** Ops whose elements are not each a function of a few others. */
function composite(
  op: OpNode,
  operand: (index: number) => Dense,
  inputs: readonly Dense[],
  shape: readonly number[],
): readonly Dense[] | undefined {
  switch (op.kind) {
    case 'reduceSum':
    case 'reduceMean':
    case 'reduceMax':
      return [arithmetic.reduce(op.kind, operand(0), op.attributes.axes, shape)];
    case 'matmul':
      return [
        arithmetic.matmul(operand(0), operand(1), op.attributes.transposeA, op.attributes.transposeB, shape),
      ];
    case 'softmax':
      return [arithmetic.softmax(operand(0))];
    case 'logSoftmax':
      return [arithmetic.logSoftmax(operand(0))];
    case 'softmaxCrossEntropy':
      return arithmetic.softmaxCrossEntropy(operand(0), operand(1));
    case 'batchNorm':
      return arithmetic.batchNorm(operand(0), operand(1), operand(2), op.attributes.epsilon);
    case 'batchNormGrad':
      return arithmetic.batchNormGrad(inputs, op.attributes.epsilon);
    case 'batchNormInference':
      return [arithmetic.batchNormInference(inputs, op.attributes.epsilon)];
    case 'conv2d':
      return [windows.conv2d(operand(0), operand(1), op.attributes, shape)];
    case 'conv2dInputGrad':
      return [windows.conv2dInputGrad(operand(0), operand(1), op.attributes, shape)];
    case 'conv2dFilterGrad':
      return [windows.conv2dFilterGrad(operand(0), operand(1), op.attributes, shape)];
    case 'maxPool2d':
      return [windows.maxPool2d(operand(0), op.attributes, shape)];
    case 'maxPool2dGrad':
      return [windows.maxPool2dGrad(operand(0), operand(2), op.attributes)];
    case 'avgPool2d':
      return [windows.avgPool2d(operand(0), op.attributes, shape)];
    case 'avgPool2dGrad':
      return [windows.avgPool2dGrad(operand(0), op.attributes, shape)];
    case 'reshape':
      return [{ shape, data: operand(0).data }];
    default:
      return undefined;
  }
}

/** Each element of the result as a function of its index. */
function element(
  op: OpNode,
  operand: (index: number) => Dense,
  inputs: readonly Dense[],
): (index: readonly number[]) => number {
  switch (op.kind) {
    case 'constant':
      return () => op.attributes.value;
    case 'cast': {
      const { dtype } = op.attributes;
      const change = { float32: Number, int32: Math.trunc, bool: (x: number) => Number(x !== 0) }[dtype];
      return (index) => change(read(operand(0), index));
    }
    case 'select':
      return (index) => read(operand(read(operand(0), index) === 0 ? 2 : 1), index);
    case 'argMax': {
      const { axis } = op.attributes;
      const length = operand(0).shape[axis] ?? 0;
      return (index) => {
        const line = Array.from({ length }, (_, i) => read(operand(0), index.toSpliced(axis, 0, i)));
        return line.indexOf(Math.max(...line));
      };
    }
    case 'oneHot':
      return (index) => Number(read(operand(0), index.slice(0, -1)) === index.at(-1));
    default:
      return moved(op, operand, inputs);
  }
}

/** Ops that only put elements elsewhere. */
function moved(
  op: OpNode,
  operand: (index: number) => Dense,
  inputs: readonly Dense[],
): (index: readonly number[]) => number {
  switch (op.kind) {
    case 'broadcastTo':
      return (index) => read(operand(0), index);
    case 'transpose': {
      const { permutation } = op.attributes;
      return (index) => {
        const source = permutation.map(() => 0);
        permutation.forEach((axis, position) => (source[axis] = index[position] ?? 0));
        return read(operand(0), source);
      };
    }
    case 'pad': {
      const { paddings, value } = op.attributes;
      return (index) => {
        const source = index.map((position, axis) => position - (paddings[axis]?.[0] ?? 0));
        const inside = source.every(
          (position, axis) => position >= 0 && position < (operand(0).shape[axis] ?? 0),
        );
        return inside ? read(operand(0), source) : value;
      };
    }
    case 'slice': {
      const { begin, strides } = op.attributes;
      return (index) =>
        read(
          operand(0),
          index.map((position, axis) => (begin[axis] ?? 0) + position * (strides[axis] ?? 1)),
        );
    }
    case 'reverse': {
      const { axes } = op.attributes;
      const { shape } = operand(0);
      return (index) =>
        read(
          operand(0),
          index.map((position, axis) => (axes.includes(axis) ? (shape[axis] ?? 0) - 1 - position : position)),
        );
    }
    case 'concat': {
      const { axis } = op.attributes;
      return (index) => {
        let position = index[axis] ?? 0;
        for (const part of inputs) {
          const length = part.shape[axis] ?? 0;
          if (position < length) return read(part, index.with(axis, position));
          position -= length;
        }
        return NaN;
      };
    }
    default:
      throw new RangeError(`there is no reference of ${op.kind}`);
  }
}
