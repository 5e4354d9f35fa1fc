import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { WeightFile } from '../../../compiler/graph/weight-source.ts';
import type { Span } from '../../../grammar/span.ts';

/** A larger file is no set of weights. */
export const largestWeights = 2 ** 34;

/** The file of weights that a path means: the path itself, or what the run in the folder has come to; else the model for TensorFlow.js there. */
export function weightsFileOf(path: string): string {
  if (!isDirectory(path)) return path;
  const [own, layers] = [join(path, 'weights.safetensors'), join(path, 'model.json')];
  return !existsSync(own) && existsSync(layers) ? layers : own;
}

/** The file that a model names with `weights="…"`, relative to the `.cnn` file that does. */
export const namedWeights = ({ path }: WeightFile, { source }: Span): string =>
  weightsFileOf(resolve(dirname(source.name), path));

/** Whether a path is a directory; one that the system refuses is none, and is told when it is read. */
function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
