import { type Zippable, zipSync } from 'fflate';
import { functionalModel } from '../../compiler/codegen/functional/functional-model.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import type { Variable } from '../../compiler/ir/ir.ts';
import { kerasWeights } from './keras-weights.ts';

/** The version whose form of files is written. */
const kerasVersion = '3.15.1';

/** The earliest time that an archive can note: the same model is to be the same bytes. */
const mtime = new Date(1980, 0, 1);

/** A model as a `.keras` archive, which Keras 3 opens; `about` is what else its metadata say. */
export async function kerasArchive(
  graph: ConcreteGraph,
  values: ReadonlyMap<Variable, Float32Array>,
  about: object,
): Promise<Uint8Array> {
  const files: Zippable = {
    'metadata.json': json({ keras_version: kerasVersion, cnnc: about }),
    'config.json': json(functionalModel(graph)),
    'model.weights.h5': await kerasWeights(graph, values),
  };
  return zipSync(files, { level: 0, mtime, os: 3 });
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
