import { constrain } from '../catalogue/constraints/constrain.ts';
import { zeros } from '../ir/initializer.ts';
import { optimizers } from '../catalogue/optimizers/registry.ts';
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

/** Adds the update of one weight right where its gradient is complete, so that the gradient dies there. */
export function updateWeight(
  build: Builder,
  { optimizer }: PhaseSpec,
  { variable, weight: { constraint } }: TrainedWeight,
  gradient: Value,
  slots: Variable[],
  scalar: Scalars,
): void {
  const { origin, stage } = build;
  build.origin = 'optimizer';
  build.stage = 'update';
  const made = new Map<string, Variable>();
  const slotVariable = (slot: string): Variable => {
    const known = made.get(slot);
    if (known !== undefined) return known;
    const name = `${variable.name}/${slot}`;
    const { shape } = variable;
    const fresh: Variable = { name, role: 'slot', shape, initializer: zeros, trainable: false };
    made.set(slot, fresh);
    slots.push(fresh);
    return fresh;
  };
  const context = {
    build,
    weight: build.read(variable),
    gradient,
    scalar,
    slot: (name: string) => build.read(slotVariable(name)),
    setSlot: (name: string, value: Value) => build.update(slotVariable(name), value),
  };
  const updated = optimizers[optimizer.kind].update(context, optimizer.params);
  build.update(variable, constraint === undefined ? updated : constrain(build, constraint, updated));
  build.origin = origin;
  build.stage = stage;
}
