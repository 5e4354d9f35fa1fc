import type { TensorType } from '../ir/ir.ts';

/** The input itself, or a RangeError that names the op (a bug in a lowering). */
export function onlyInput(op: string, input: TensorType | undefined): TensorType {
  if (input === undefined) throw new RangeError(`${op}: an input is missing`);
  return input;
}

/** Both inputs. */
export function bothInputs(op: string, inputs: readonly TensorType[]): readonly [TensorType, TensorType] {
  return [onlyInput(op, inputs[0]), onlyInput(op, inputs[1])];
}

/** A shape of a given rank, or a RangeError. */
export function ofRank(op: string, input: TensorType, rank: number): TensorType['shape'] {
  if (input.shape.length !== rank)
    throw new RangeError(`${op}: rank ${input.shape.length} where ${rank} is needed`);
  return input.shape;
}
