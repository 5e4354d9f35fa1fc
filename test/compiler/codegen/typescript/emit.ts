import { format } from 'prettier';
import {
  printTypeScript,
  type TypeScriptFile,
} from '../../../../compiler/codegen/typescript/print-typescript.ts';
import type { CodeProgram } from '../../../../compiler/codegen/model/module.ts';

/** The files of a program as a build writes them, laid out. */
export async function emitted(
  program: CodeProgram,
  tfjs = '@tensorflow/tfjs',
): Promise<readonly TypeScriptFile[]> {
  const files = printTypeScript(program, { tfjs });
  return Promise.all(
    files.map(async ({ path, text }) => ({ path, text: await format(text, { parser: 'typescript' }) })),
  );
}
