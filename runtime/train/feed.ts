import type { DType, Program, ProgramInput } from '../../compiler/ir/ir.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import type { Batch, BatchField } from '../data/batches.ts';
import type { HostTensor } from '../engines/engine.ts';
import { noise, type StepPlace } from '../weights/noise.ts';

/** What a step is fed besides its batch. */
export interface StepInputs {
  readonly place: StepPlace;
  /** Host scalars by the optimizer's name for them. */
  readonly scalars: Readonly<Record<string, number>>;
  /** What the loss of an example counts by the number of its class. */
  readonly classWeights?: Float32Array | undefined;
}

/** Every input of a program for a batch. `inputs`: model input → data field. */
export function feed(
  program: Program,
  batch: Batch,
  inputs: ReadonlyMap<string, string>,
  step: StepInputs | undefined,
): ReadonlyMap<string, HostTensor> {
  return new Map(
    program.inputs.map((input) => {
      const shape = shapeAt(input.value.shape, batch.count);
      return [
        input.name,
        { dtype: input.value.dtype, shape, data: dataFor(input, shape, batch, inputs, step) },
      ];
    }),
  );
}

function dataFor(
  input: ProgramInput,
  shape: readonly number[],
  batch: Batch,
  inputs: ReadonlyMap<string, string>,
  step: StepInputs | undefined,
): HostTensor['data'] {
  const { role, value } = input;
  const size = shape.reduce((product, length) => product * length, 1);
  switch (role.kind) {
    case 'input':
      return converted(fieldOf(batch, inputs.get(role.key) ?? role.key), size, batch.count, value.dtype);
    case 'target':
      return converted(targetOf(batch, role), size, batch.count, value.dtype);
    case 'weight':
      return weightsOf(batch, role, step?.classWeights);
    case 'noise':
      if (step === undefined) throw new RangeError(`${input.name} is noise outside of training`);
      return noise(input, size, step.place);
    case 'scalar':
      return Float32Array.of(step?.scalars[role.key] ?? 0);
  }
}

type Of = Pick<Extract<ProgramInput['role'], { kind: 'target' }>, 'key' | 'other'>;

function targetOf(batch: Batch, { key, other }: Of): BatchField {
  if (other !== true) return fieldOf(batch, key);
  const field = batch.mixture?.fields.get(key);
  if (field === undefined) throw new RangeError(`the batch was not mixed by ${key}`);
  return field;
}

/** What the loss of each example counts: by its class, and by its share where it is mixed with another. */
function weightsOf(batch: Batch, role: Of, classWeights: Float32Array | undefined): Float32Array {
  const { shape, values } = targetOf(batch, role);
  const isClass = shape.length === 0;
  return Float32Array.from({ length: batch.count }, (_, example) => {
    const share = batch.mixture?.shares[example] ?? 1;
    const weight = classWeights === undefined || !isClass ? 1 : (classWeights[values[example] ?? 0] ?? 0);
    return weight * (role.other === true ? 1 - share : share);
  });
}

function fieldOf(batch: Batch, name: string): BatchField {
  const field = batch.fields.get(name);
  if (field === undefined) throw new RangeError(`the batch has no field ${name}`);
  return field;
}

/** A field's values as the program takes them; a class that is wanted as a vector becomes one-hot. */
function converted({ values }: BatchField, size: number, count: number, dtype: DType): HostTensor['data'] {
  const whole = values.length === size ? values : oneHot(values, size / count);
  if (whole.length !== size) throw new RangeError(`${whole.length} values where ${size} are due`);
  if (dtype === 'int32') return Int32Array.from(whole);
  return dtype === 'bool' ? Uint8Array.from(whole) : whole;
}

function oneHot(labels: Float32Array, classes: number): Float32Array {
  const result = new Float32Array(labels.length * classes);
  labels.forEach((label, index) => (result[index * classes + label] = 1));
  return result;
}
