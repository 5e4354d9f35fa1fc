import { constrain } from '../catalogue/constraints/constrain.ts';
import type { SlotForm } from '../catalogue/optimizers/define-optimizer.ts';
import { decayKey, factorKey } from '../catalogue/optimizers/host-scalars.ts';
import { optimizers } from '../catalogue/optimizers/registry.ts';
import { averaged } from './average-weight.ts';
import { clipped } from './clip-gradients.ts';
import type { PhaseSpec } from '../train/train-spec.ts';
import type { Builder } from '../ops/builder.ts';
import type { Value, Variable } from '../ir/ir.ts';
import type { TrainedWeight } from './trained-weights.ts';

/** Makes the input of a host scalar at its first use. */
export type Scalars = (key: string) => Value;

export function scalarInputs(build: Builder): Scalars {
  const made = new Map<string, Value>();
  return (key) => {
    const value =
      made.get(key) ??
      build.input(`optimizer/${key}`, { shape: [], dtype: 'float32' }, { kind: 'scalar', key });
    made.set(key, value);
    return value;
  };
}

/**
 * Adds the update of one weight right where its gradient is complete, so that the gradient dies there: it is clipped, the weight
 * decays, the optimizer takes its step, the average follows, and the constraint is applied (keras/src/optimizers/base_optimizer.py).
 */
export function updateWeight(
  build: Builder,
  { optimizer: { kind, params }, factors, undecayed }: PhaseSpec,
  { variable, weight: { constraint } }: TrainedWeight,
  gradient: Value,
  slots: Variable[],
  scalars: Scalars,
): void {
  const { origin, stage } = build;
  build.origin = 'optimizer';
  build.stage = 'update';
  const definition = optimizers[kind];
  const { shape, name: variableName } = variable;
  const factor = factors?.[variableName];
  const scalar: Scalars = (key) => scalars(factorKey(key, factor));
  const slotVariable = slotsOf(variable, slots);
  const context = {
    build,
    shape,
    scalar,
    slot: (name: string, form?: SlotForm) => build.read(slotVariable(name, form)),
    setSlot: (name: string, value: Value) => build.update(slotVariable(name), value),
  };
  const weight = decayed(
    build,
    build.read(variable),
    undecayed?.includes(variableName) === true ? null : params[definition.decay?.(shape) ?? 'weight_decay'],
    () => scalar(decayKey(definition.decay?.(shape) ?? 'weight_decay')),
  );
  const stepped = definition.update(
    { ...context, weight, gradient: clipped(build, gradient, params) },
    params,
  );
  const updated = params['use_ema'] === true ? averaged(context, stepped, params) : stepped;
  build.update(variable, constraint === undefined ? updated : constrain(build, constraint, updated));
  build.origin = origin;
  build.stage = stage;
}

/** The slots of a weight, made as they are asked for. */
function slotsOf({ name, shape }: Variable, slots: Variable[]) {
  const made = new Map<string, Variable>();
  return (slot: string, { initial = 0, shape: own = shape }: SlotForm = {}): Variable => {
    const known = made.get(slot);
    if (known !== undefined) return known;
    const fresh: Variable = {
      name: `${name}/${slot}`,
      role: 'slot',
      shape: own,
      initializer: { kind: 'constant', value: initial },
      trainable: false,
    };
    made.set(slot, fresh);
    slots.push(fresh);
    return fresh;
  };
}

/** A weight less the share of it that is lost, where any is. */
function decayed(build: Builder, weight: Value, share: unknown, rate: () => Value): Value {
  if (typeof share !== 'number' || share === 0) return weight;
  return build.op('subtract', [weight, build.op('multiply', [weight, rate()], {})], {});
}
