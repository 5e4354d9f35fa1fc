import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

/** TypeScript as Prettier lays it out by default. */
export const layOutTypeScript = (text: string): Promise<string> =>
  format(text, { filepath: 'module.ts', parser: 'typescript', plugins: [typescript, estree] });
