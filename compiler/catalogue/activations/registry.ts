import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { registryOf } from '../entry/entry.ts';
import { celu } from './celu.ts';
import type { ActivationDefinition } from './define-activation.ts';
import { eluActivation } from './elu.ts';
import { exponential } from './exponential.ts';
import { gelu } from './gelu.ts';
import { glu } from './glu.ts';
import { hardShrink } from './hard-shrink.ts';
import { hardSigmoid } from './hard-sigmoid.ts';
import { hardSilu } from './hard-silu.ts';
import { hardSwish } from './hard-swish.ts';
import { hardTanh } from './hard-tanh.ts';
import { leakyReluActivation } from './leaky-relu.ts';
import { linear } from './linear.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { logSoftmax } from './log-softmax.ts';
import { mish } from './mish.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { selu } from './selu.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softShrink } from './soft-shrink.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { softsign } from './softsign.ts';
import { sparsePlus } from './sparse-plus.ts';
import { sparseSigmoid } from './sparse-sigmoid.ts';
import { squareplus } from './squareplus.ts';
import { swish } from './swish.ts';
import { tanhShrink } from './tanh-shrink.ts';
import { tanh } from './tanh.ts';

/** Every activation, by Keras's word. */
export const activations = registryOf(
  linear,
  relu,
  relu6,
  leakyReluActivation,
  eluActivation,
  celu,
  selu,
  gelu,
  sigmoid,
  hardSigmoid,
  tanh,
  softmax,
  logSoftmax,
  softplus,
  softsign,
  silu,
  swish,
  hardSilu,
  hardSwish,
  exponential,
  mish,
  logSigmoid,
  hardTanh,
  hardShrink,
  softShrink,
  tanhShrink,
  squareplus,
  sparsePlus,
  sparseSigmoid,
  glu,
);

export type Activation = keyof typeof activations;

/** Every activation, in the order of messages and of the reference. */
export const activationDefinitions: readonly (ActivationDefinition & { readonly kind: Activation })[] =
  Object.values(activations);

const wordsThat = (halve: boolean): readonly Activation[] =>
  activationDefinitions.filter(({ halves = false }) => halves === halve).map(({ kind }) => kind);

/** Those that leave the shape as it is. */
export const plainActivations = wordsThat(false);

/** Those that halve the last axis, and so are layers of their own. */
export const halvingActivations = wordsThat(true);

/** Primitive ops that compute an activation; `null` is the identity. */
export const lowerActivation = (build: Builder, activation: Activation | null, x: Value): Value =>
  activation === null ? x : activations[activation].lower(build, x);
