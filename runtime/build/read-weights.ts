import type { Variable } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { FileError } from '../files/file-error.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { areFinite } from '../weights/are-finite.ts';
import { initialize } from '../weights/initialize.ts';
import { whyOf } from '../weights/sources/load-weights.ts';
import { weightsFileOf, withWeights } from '../weights/sources/open-weights.ts';
import type { StoredWeights } from '../weights/sources/stored-weights.ts';

/**
 * What variables hold in a build: the trained weights of a run folder (or of a .safetensors file), else what the model
 * names (`initial`, by name), else what their initialisers draw; an optimizer's slots begin anew. Throws a RunError
 * where a file does not fit the model.
 */
export async function readWeights(
  variables: readonly Variable[],
  from: string | undefined,
  seed: number,
  initial: ReadonlyMap<string, Float32Array> = new Map(),
): Promise<ReadonlyMap<Variable, Float32Array>> {
  const fresh = (variable: Variable) => initial.get(variable.name) ?? initialize(variable, seed);
  if (from === undefined) return new Map(variables.map((variable) => [variable, fresh(variable)]));
  const file = weightsFileOf(from);
  const trained = variables.filter(({ role }) => role !== 'slot');
  try {
    const read = await withWeights(file, (stored) => readAll(trained, file, stored));
    return new Map(variables.map((variable) => [variable, read.get(variable) ?? initialize(variable, seed)]));
  } catch (error) {
    if (error instanceof RunError) throw error;
    const { reason, fix } = whyOf(error);
    const remedy = error instanceof FileError && error.code !== 'ENOENT' ? fix : runFile;
    throw new RunError(runtimeMessages.buildWeightsUnreadable(file, reason, remedy));
  }
}

/** What is told of weights that a build was given, and that spoil what is built. */
export function warnOfWeights(
  from: string,
  values: ReadonlyMap<Variable, Float32Array>,
): readonly Diagnostic[] {
  const bad = [...values].filter(([, numbers]) => !areFinite(numbers)).map(([{ name }]) => name);
  return bad.length === 0 ? [] : [runtimeMessages.weightsNotFinite(undefined, weightsFileOf(from), bad)];
}

const runFile = 'give a run folder, or a .safetensors file, that `cnnc run` has written';

async function readAll(
  variables: readonly Variable[],
  file: string,
  stored: StoredWeights,
): Promise<ReadonlyMap<Variable, Float32Array>> {
  if (stored.by !== 'path') throw new Error('it is of Keras’s, and names no layers of this model');
  const values = new Map<Variable, Float32Array>();
  for (const variable of variables) {
    const { name, shape } = variable;
    const tensor = stored.tensors.get(name);
    if (tensor?.shape.join() !== shape.join()) {
      const found = tensor === undefined ? 'lacks' : `has the shape [${tensor.shape.join(', ')}] for`;
      throw new RunError(runtimeMessages.buildWeightsDiffer(file, found, name, shape));
    }
    values.set(variable, await tensor.read());
  }
  return values;
}
