import { argMax } from './arg-max.ts';
import { batchNorm, batchNormGrad, batchNormInference } from './batch-norm.ts';
import { add, divide, maximum, minimum, multiply, power, subtract } from './binary.ts';
import { cast } from './cast.ts';
import { equal, greater, greaterEqual } from './comparison.ts';
import { constant, tensorConstant } from './constant.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './conv2d.ts';
import type { OpDefinition } from './define-op.ts';
import { matmul } from './matmul.ts';
import type { OpKind } from '../ir/op-attributes.ts';
import { avgPool2d, avgPool2dGrad, maxPool2d, maxPool2dGrad } from './pool2d.ts';
import { reduceMax, reduceMean, reduceSum } from './reduce.ts';
import { reluGrad } from './relu-grad.ts';
import { select } from './select.ts';
import { broadcastTo, concat, oneHot, pad, reshape, reverse, slice, transpose } from './shape-ops.ts';
import { logSoftmax, softmax, softmaxCrossEntropy } from './softmax.ts';
import {
  abs,
  erf,
  exp,
  floor,
  log,
  negate,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sqrt,
  square,
  tanh,
} from './unary.ts';

type Registry = { readonly [K in OpKind]: OpDefinition<K> };

const registry: Registry = {
  constant,
  tensorConstant,
  negate,
  abs,
  sign,
  exp,
  log,
  sqrt,
  square,
  reciprocal,
  floor,
  relu,
  sigmoid,
  tanh,
  erf,
  cast,
  add,
  subtract,
  multiply,
  divide,
  maximum,
  minimum,
  power,
  equal,
  greater,
  greaterEqual,
  select,
  reluGrad,
  reduceSum,
  reduceMean,
  reduceMax,
  argMax,
  reshape,
  transpose,
  broadcastTo,
  pad,
  slice,
  concat,
  reverse,
  oneHot,
  matmul,
  conv2d,
  conv2dInputGrad,
  conv2dFilterGrad,
  maxPool2d,
  maxPool2dGrad,
  avgPool2d,
  avgPool2dGrad,
  batchNorm,
  batchNormGrad,
  batchNormInference,
  softmax,
  logSoftmax,
  softmaxCrossEntropy,
};

/** The facts of an op kind. */
export const opDefinition = <K extends OpKind>(kind: K): OpDefinition<K> => registry[kind];

/** Every op kind there is. */
export const opKinds = Object.keys(registry) as readonly OpKind[];
