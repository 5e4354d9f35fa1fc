import type { LayerNode } from '../../compiler/graph/graph.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { dataRoom } from '../data/data-room.ts';
import { FileError } from '../files/file-error.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { areFinite } from '../weights/are-finite.ts';
import { initialize } from '../weights/initialize.ts';
import { whyOf } from '../weights/sources/load-weights.ts';
import { numberedNames } from '../weights/sources/numbered-names.ts';
import { withWeights } from '../weights/sources/open-weights.ts';
import { weightsFileOf } from '../weights/sources/weights-file.ts';
import type { StoredWeights } from '../weights/sources/stored-weights.ts';

/** What is built: its layers, and what the model's own files give it, by the variable's name. */
interface BuiltModel {
  readonly layers?: readonly LayerNode<number>[];
  readonly initial?: ReadonlyMap<string, Float32Array>;
}

/** What variables hold in a build, and what the file has besides. */
export interface BuildWeights {
  readonly values: ReadonlyMap<Variable, Float32Array>;
  readonly surplus: readonly string[];
}

/**
 * What variables hold in a build: the trained weights of a run folder (or of a .safetensors file), else what the model
 * names (`initial`, by name), else what their initialisers draw; an optimizer's slots begin anew. Throws a RunError
 * where a file does not fit the model, of these layers.
 */
export async function readWeights(
  variables: readonly Variable[],
  from: string | undefined,
  seed: number,
  { initial = new Map(), layers = [] }: BuiltModel = {},
): Promise<BuildWeights> {
  refuseTooMany(variables);
  const fresh = (variable: Variable) => initial.get(variable.name) ?? initialize(variable, seed);
  if (from === undefined)
    return { values: new Map(variables.map((variable) => [variable, fresh(variable)])), surplus: [] };
  const file = weightsFileOf(from);
  const trained = variables.filter(({ role }) => role !== 'slot');
  try {
    const { values, surplus } = await withWeights(file, (stored) => readAll(trained, layers, file, stored));
    const all = variables.map(
      (variable) => [variable, values.get(variable) ?? initialize(variable, seed)] as const,
    );
    return { values: new Map(all), surplus };
  } catch (error) {
    if (error instanceof RunError) throw error;
    const { reason, fix } = whyOf(error);
    const remedy = error instanceof FileError && error.code !== 'ENOENT' ? fix : runFile;
    throw new RunError(runtimeMessages.buildWeightsUnreadable(file, reason, remedy));
  }
}

/** Throws where variables would fill the memory, before any is drawn. */
function refuseTooMany(variables: readonly Variable[]): void {
  const count = variables.reduce((sum, { shape }) => sum + shape.reduce((size, each) => size * each, 1), 0);
  const { bytes: room } = dataRoom();
  if (2 * 4 * count > room) throw new RunError(runtimeMessages.buildTooLarge(count, 4 * count, room));
}

/** What is told of weights that a build of a model was given: what spoils what is built, and what it has no place for. */
export function warnOfWeights(
  from: string,
  model: string,
  { values, surplus }: BuildWeights,
): readonly Diagnostic[] {
  const file = weightsFileOf(from);
  const bad = [...values].filter(([, numbers]) => !areFinite(numbers)).map(([{ name }]) => name);
  return [
    ...(surplus.length === 0 ? [] : [runtimeMessages.weightsSurplus(undefined, file, model, surplus)]),
    ...(bad.length === 0 ? [] : [runtimeMessages.weightsNotFinite(undefined, file, bad)]),
  ];
}

const runFile = 'give a run folder, or a .safetensors file, that `cnnc run` has written';

async function readAll(
  variables: readonly Variable[],
  layers: readonly LayerNode<number>[],
  file: string,
  stored: StoredWeights,
): Promise<BuildWeights> {
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
  const wanted = new Set(variables.map(({ name }) => name));
  const surplus = [...stored.tensors.keys()].filter((name) => !wanted.has(name));
  const isNumbered = numberedNames(layers);
  const misplaced = surplus.filter((name) => isNumbered(name.replace(/\/[^/]*$/, '')));
  if (misplaced.length > 0) throw new RunError(runtimeMessages.buildWeightsMoved(file, misplaced));
  return { values, surplus };
}
