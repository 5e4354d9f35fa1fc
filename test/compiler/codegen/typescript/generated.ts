import '@tensorflow/tfjs-backend-cpu';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as tf from '../../../../compiler/codegen/typescript/parts/tf.ts';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import type { CodeProgram } from '../../../../compiler/codegen/model/module.ts';
import { temporaryDirectory } from '../../../support/directory.ts';

/** What the module of a spec with one model and at most one training exports. */
export interface Generated {
  readonly createModel: (options?: object) => tf.LayersModel;
  readonly loadWeights: (model: tf.LayersModel, file: Uint8Array) => void;
  readonly saveWeights: (model: tf.LayersModel) => Uint8Array;
  readonly predict: (model: tf.LayersModel, inputs: object) => Readonly<Record<string, tf.Tensor>>;
  readonly preprocess: (...fields: readonly tf.Tensor[]) => tf.Tensor;
  readonly train: (model: tf.LayersModel, data: object, options?: object) => Promise<readonly EpochLog[]>;
  readonly evaluate: (model: tf.LayersModel, data: object) => Promise<Readonly<Record<string, number>>>;
  readonly phases: readonly object[];
}

export interface EpochLog {
  readonly phase: string;
  readonly epoch: number;
  readonly values: Readonly<Record<string, number>>;
}

const tfjs = fileURLToPath(new URL('../../../../compiler/codegen/typescript/parts/tf.ts', import.meta.url));

/** Writes the modules of a program, which import TensorFlow.js as this repository has it, and imports the main one. */
export async function generate(program: CodeProgram): Promise<Generated> {
  const folder = temporaryDirectory();
  for (const { path, text } of printTypeScript(program, { tfjs })) {
    writeFileSync(join(folder, path), text.replaceAll(/(from "\.\/[^"]+)\.js"/g, '$1.ts"'));
  }
  return (await import(join(folder, `${program.main.name}.ts`))) as Generated;
}
