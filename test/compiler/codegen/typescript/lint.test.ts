import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { isLong } from '../../../support/sample.ts';
import { examples, features } from '../equality/specs.ts';
import { codeOf } from '../model/code-of.ts';

/* What is written passes the strictest rules of typescript-eslint (`strict-type-checked`), without a suppression. */

const place = sharedDirectory();
const quick = ['naming', 'training'];
const specs = [...features, ...examples].filter(({ name }) => isLong || quick.includes(name));

test('strict-type-checked has nothing to say of what is written', { timeout: 300_000 }, async () => {
  const files = specs.flatMap(({ name, text }) => {
    const folder = join(place(), name);
    mkdirSync(folder);
    return printTypeScript(codeOf(text, { name: `${name}.cnn` }), { tfjs: '@tensorflow/tfjs' }).map(
      (file) => {
        const path = join(folder, file.path);
        writeFileSync(path, file.text);
        return path;
      },
    );
  });
  expect(files.length).toBeGreaterThan(specs.length);
  const found = await lint(files);
  expect(found).toEqual([]);
});

test('what it would have something to say of is told', { timeout: 300_000 }, async () => {
  const path = join(place(), 'wrong.ts');
  writeFileSync(path, 'export const wrong = (value: string) => `${value as any}`;\n');
  expect(await lint([path])).toContainEqual(expect.stringContaining('no-explicit-any'));
});

/** What the rules say, each with its file and line. */
async function lint(files: readonly string[]): Promise<readonly string[]> {
  const own = JSON.parse(readFileSync('node_modules/@tsconfig/strictest/tsconfig.json', 'utf8')) as {
    readonly compilerOptions: object;
  };
  const compilerOptions = {
    ...own.compilerOptions,
    ...{
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      types: [],
    },
    paths: { '@tensorflow/tfjs': [join(process.cwd(), 'node_modules/@tensorflow/tfjs/dist/index.d.ts')] },
  };
  const project = join(place(), 'tsconfig.json');
  writeFileSync(join(place(), 'package.json'), '{ "type": "module" }');
  writeFileSync(project, JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
  const eslint = new ESLint({
    cwd: place(),
    overrideConfigFile: true,
    overrideConfig: [
      ...tseslint.configs.strictTypeChecked,
      {
        languageOptions: {
          // Files come to be between one call and the next: what a project has is not kept.
          parserOptions: { project, tsconfigRootDir: place(), disallowAutomaticSingleRunInference: true },
        },
      },
      { linterOptions: { noInlineConfig: true } },
    ] as ESLint.Options['overrideConfig'] & object,
  });
  const results = await eslint.lintFiles([...files]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.split('/').at(-1) ?? ''}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
}
