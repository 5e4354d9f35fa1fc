import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes a folder a project of the strictest settings that are about, `@tsconfig/strictest` among them; only `skipLibCheck` is
 * true, as TensorFlow.js's own types have mistakes. Gives the path of its settings.
 */
export function strictestProject(
  folder: string,
  {
    types = [],
    include = ['**/*.ts'],
  }: { readonly types?: readonly string[]; readonly include?: readonly string[] } = {},
): string {
  const strictest = JSON.parse(readFileSync('node_modules/@tsconfig/strictest/tsconfig.json', 'utf8')) as {
    readonly compilerOptions: object;
  };
  const compilerOptions = {
    ...strictest.compilerOptions,
    ...{ target: 'ES2022', lib: ['ES2022', 'DOM'], module: 'NodeNext', moduleResolution: 'NodeNext' },
    ...{ declaration: true, isolatedModules: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true },
    ...{ skipLibCheck: true, noEmit: true, allowImportingTsExtensions: true },
    ...{ types, typeRoots: [join(process.cwd(), 'node_modules/@types')] },
    paths: { '@tensorflow/tfjs': [join(process.cwd(), 'node_modules/@tensorflow/tfjs/dist/index.d.ts')] },
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const path = join(folder, 'tsconfig.json');
  writeFileSync(path, JSON.stringify({ compilerOptions, include }));
  return path;
}
