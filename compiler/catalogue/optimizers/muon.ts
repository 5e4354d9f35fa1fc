import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';
import { adamRate, adamStep } from './adam-step.ts';
import { arithmetic } from './arithmetic.ts';
import { choice, defineOptimizer, fromZero, learningRate, share } from './define-optimizer.ts';
import { sharedParameters } from './shared-parameters.ts';

const isMatrix = (shape: readonly number[]): boolean => shape.length === 2;

const polynomial = (value: number, doc: string) => ({ type: 'number', default: value, doc }) as const;

interface NewtonSchulz {
  readonly steps: number;
  readonly factors: readonly [a: number, b: number, c: number];
}

/** Nearly the orthogonal matrix nearest to x, by a quintic iteration of Newton and Schulz on the shorter side. */
function orthogonalized(build: Builder, x: Value, { steps, factors: [a, b, c] }: NewtonSchulz): Value {
  const { plus, times, over, norm } = arithmetic(build);
  const product = (left: Value, right: Value, transposeB = false): Value =>
    build.op('matmul', [left, right], { transposeA: false, transposeB });
  const turned = (value: Value): Value => build.op('transpose', [value], { permutation: [1, 0] });
  const [rows, columns] = x.shape;
  const isTall = (rows?.constant ?? 0) > (columns?.constant ?? 0);
  const flat = isTall ? turned(x) : x;
  let y = over(flat, plus(norm(flat), 1e-7));
  for (let step = 0; step < steps; step++) {
    const square = product(y, y, true);
    const mixed = plus(times(square, b), product(times(square, c), square));
    y = plus(times(y, a), product(mixed, y));
  }
  return isTall ? turned(y) : y;
}

export const muon = defineOptimizer({
  kind: 'Muon',
  elsewhere: 'muon',
  doc: 'Of matrices, such as the kernel of `Dense`, the step is the momentum made orthogonal; all else goes by `AdamW` (Jordan 2024; keras/src/optimizers/muon.py).',
  positional: 6,
  params: {
    learning_rate: learningRate(0.001, 0.5),
    adam_beta_1: share(0.9, 'Of what goes by AdamW: decay of the mean of gradients.'),
    adam_beta_2: share(0.999, 'Of what goes by AdamW: decay of the mean of squared gradients.'),
    adam_weight_decay: {
      ...sharedParameters.weight_decay,
      default: 0.004,
      doc: 'Of what goes by AdamW: the share of itself, times the rate, that a weight loses before each update.',
    },
    epsilon: fromZero(1e-7, 'Of what goes by AdamW: added to the root, against division by zero.'),
    weight_decay: {
      ...sharedParameters.weight_decay,
      default: 0.004,
      doc: 'Of matrices: the share of itself, times the rate, that a weight loses before each update.',
    },
    muon_a: polynomial(3.4445, 'a of the iteration x ← a x + (b A + c A²) x, A = x xᵀ.'),
    muon_b: polynomial(-4.775, 'Its b.'),
    muon_c: polynomial(2.0315, 'Its c.'),
    adam_lr_ratio: fromZero(1, 'Of what goes by AdamW: what the rate is multiplied by.'),
    momentum: share(0.95, 'How much of the mean of gradients of a matrix is kept.'),
    ns_steps: { type: 'integer', minimum: 1, maximum: 64, default: 5, doc: 'How often it is iterated.' },
    nesterov: {
      ...choice('Whether the momentum of a matrix is applied ahead of the gradient.'),
      default: true,
    },
    rms_rate: {
      type: 'number',
      minimum: 0,
      nullable: true,
      default: 0.2,
      doc: 'What the step of a matrix is multiplied by, besides the root of its longer side; with `none` by neither.',
    },
  },
  unsupported: {
    exclude_layers: 'train these layers in a phase of their own, with another optimizer',
    exclude_embeddings: 'there are no layers of embeddings',
  },
  scalars: ({ learning_rate, adam_beta_1: beta_1, adam_beta_2: beta_2, adam_lr_ratio }, iteration) => ({
    learning_rate,
    alpha: adamRate(learning_rate * adam_lr_ratio, { beta_1, beta_2 }, iteration),
  }),
  decay: (shape) => (isMatrix(shape) ? 'weight_decay' : 'adam_weight_decay'),
  update(context, params) {
    const { build, weight, shape, gradient, scalar, slot, setSlot } = context;
    const { adam_beta_1: beta_1, adam_beta_2: beta_2, epsilon, momentum, rms_rate: rms } = params;
    if (!isMatrix(shape)) return adamStep(context, { beta_1, beta_2, epsilon });
    const { plus, minus, times } = arithmetic(build);
    const m = plus(slot('momentum'), plus(gradient, times(slot('momentum'), momentum - 1)));
    setSlot('momentum', m);
    const ahead = params.nesterov ? plus(gradient, times(m, momentum)) : m;
    const step = times(
      orthogonalized(build, ahead, {
        steps: params.ns_steps,
        factors: [params.muon_a, params.muon_b, params.muon_c],
      }),
      scalar('learning_rate'),
    );
    return minus(weight, rms === null ? step : times(step, Math.sqrt(Math.max(...shape)) * rms));
  },
});
