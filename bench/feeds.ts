import type { Program, Variable } from '../compiler/ir/ir.ts';
import { shapeAt } from '../compiler/ir/extent.ts';
import type { HostTensor } from '../runtime/engines/engine.ts';
import { initialize } from '../runtime/weights/initialize.ts';

/** What initialisers draw. */
export const firstValues = (variables: readonly Variable[]): ReadonlyMap<Variable, Float32Array> =>
  new Map(variables.map((variable, seed) => [variable, initialize(variable, seed)]));

/** A batch of random numbers for every input of a program; labels are all one. */
export function randomInputs(program: Program, batch: number): ReadonlyMap<string, HostTensor> {
  return new Map(
    program.inputs.map(({ name, value, role }): [string, HostTensor] => {
      const shape = shapeAt(value.shape, batch);
      const length = shape.reduce((product, size) => product * size, 1);
      if (role.kind === 'scalar') return [name, { dtype: 'float32', shape, data: Float32Array.of(0.01) }];
      return value.dtype === 'int32'
        ? [name, { dtype: 'int32', shape, data: new Int32Array(length).fill(1) }]
        : [name, { dtype: 'float32', shape, data: noise(length) }];
    }),
  );
}

function noise(length: number): Float32Array {
  const data = new Float32Array(length);
  for (let index = 0; index < length; index++) data[index] = Math.random();
  return data;
}
