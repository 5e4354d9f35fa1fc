import { avgPool2d } from './avg-pool2d.ts';
import { avgPool2dGrad } from './avg-pool2d-grad.ts';
import { batchNorm, batchNormGrad, batchNormInference } from './batch-norm.ts';
import { broadcastTo } from './broadcast-to.ts';
import { conv2d } from './conv2d.ts';
import { conv2dFilterGrad } from './conv2d-filter-grad.ts';
import { conv2dInputGrad } from './conv2d-input-grad.ts';
import type { Decompositions } from './decomposition.ts';
import { cast, erf, reciprocal, relu, reluGrad, select, sign, square } from './elementwise.ts';
import { matmul } from './matmul.ts';
import { maxPool2d } from './max-pool2d.ts';
import { maxPool2dGrad } from './max-pool2d-grad.ts';
import { oneHot } from './one-hot.ts';
import { argMax, reduceMax, reduceMean, reduceSum } from './reduce.ts';
import { logSoftmax, softmax, softmaxCrossEntropy } from './softmax.ts';

/** How an op is taken apart where an engine lacks it; each gives ops nearer to what every engine has. */
export const decompositions: Decompositions = {
  sign,
  square,
  reciprocal,
  relu,
  erf,
  cast,
  select,
  reluGrad,
  reduceSum,
  reduceMean,
  reduceMax,
  argMax,
  broadcastTo,
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
