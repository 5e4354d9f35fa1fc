import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kerasName } from '../../../../compiler/codegen/keras/keras-name.ts';
import { operationOf } from '../../../../compiler/codegen/keras/operations.ts';
import { printKeras } from '../../../../compiler/codegen/keras/print-keras.ts';
import { layOutPython } from '../../../../runtime/build/code/lay-out-python.ts';
import type { EqualitySpec, Expected } from '../equality/expected.ts';
import { codeOf } from '../model/code-of.ts';

/** What Keras has to make of a model of a package. */
export interface KerasJob {
  readonly folder: string;
  readonly package: string;
  readonly create: string;
  readonly layers: readonly string[];
  readonly expected: Expected;
}

/** Writes the package of a spec into a folder. */
export async function writePackage(folder: string, { name: own, text: spec }: EqualitySpec): Promise<void> {
  const layOut = await layOutPython();
  for (const { name, text } of printKeras(codeOf(spec, { name: `${own}.cnn` }))) {
    writeFileSync(join(folder, own, name), layOut(text));
  }
}

/** What Keras is asked of the package in a folder. */
export const kerasJobs = (folder: string, name: string, expected: readonly Expected[]): readonly KerasJob[] =>
  expected.map((each) => ({
    folder,
    package: name,
    create: each.isOnly ? 'create_model' : `create_${snake(each.graph.name)}`,
    layers: each.graph.layers
      .filter(({ kind, sharesWith }) => operationOf(kind) === undefined && sharesWith === undefined)
      .map((layer) => kerasName(layer.path)),
    expected: each,
  }));

const snake = (name: string): string =>
  name
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
