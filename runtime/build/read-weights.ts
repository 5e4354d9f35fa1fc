import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variable } from '../../compiler/program/ir.ts';
import { messages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { initialize } from '../weights/initialize.ts';
import { decodeSafetensors, type StoredTensor } from '../weights/safetensors.ts';

/**
 * What variables hold in a build: the trained weights of a run folder (or of a .safetensors file), else what their
 * initialisers draw; an optimizer's slots begin anew. Throws a RunError where a file does not fit the model.
 */
export async function readWeights(
  variables: readonly Variable[],
  from: string | undefined,
  seed: number,
): Promise<ReadonlyMap<Variable, Float32Array>> {
  const stored = from === undefined ? undefined : await readTensors(from);
  return new Map(
    variables.map((variable) => {
      if (stored === undefined || variable.role === 'slot') return [variable, initialize(variable, seed)];
      const tensor = stored.tensors.get(variable.name);
      if (tensor?.shape.join() === variable.shape.join()) return [variable, tensor.data];
      const found = tensor === undefined ? 'lacks' : `has the shape [${tensor.shape.join(', ')}] for`;
      throw new RunError(messages.buildWeightsDiffer(stored.file, found, variable.name, variable.shape));
    }),
  );
}

async function readTensors(
  from: string,
): Promise<{ readonly file: string; readonly tensors: ReadonlyMap<string, StoredTensor> }> {
  const isFolder = (await stat(from).catch(() => undefined))?.isDirectory() === true;
  const file = isFolder ? join(from, 'weights.safetensors') : from;
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new RunError(messages.buildWeightsUnreadable(file, reason));
  });
  const decoded = decodeSafetensors(bytes);
  if (!decoded.ok) throw new RunError(messages.buildWeightsUnreadable(file, decoded.problem));
  return { file, tensors: decoded.file.tensors };
}
