import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { sharedDirectory } from '../../../support/directory.ts';
import { isLong } from '../../../support/sample.ts';
import { applications, examples, features, randomNetworks } from '../equality/specs.ts';
import { codeOf } from '../model/code-of.ts';
import { strictestProject } from './strictest-project.ts';

/*
 * What is written passes the strictest rules of typescript-eslint (`strict-type-checked`), without a suppression. Their parts
 * do, as modules of this repository; joined they are looked at in the long form.
 */

const place = sharedDirectory();
const quick = ['naming', 'training'];
const specs = isLong
  ? [...features, ...examples, ...applications, ...randomNetworks(50)]
  : features.filter(({ name }) => quick.includes(name));

/** Something that they have something to say of, so that it is known that they are asked. */
const wrong = 'export const wrong = (value: string) => `${value as any}`;\n';

test('strict-type-checked has nothing to say of what is written', { timeout: 3_600_000 }, async () => {
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
  const misused = join(place(), 'wrong.ts');
  writeFileSync(misused, wrong);
  const looked = files.filter((path) => isLong || !path.endsWith('.parts.ts'));
  expect(looked.length).toBeGreaterThanOrEqual(specs.length);
  const found = await lint([...looked, misused]);
  expect(found.filter((each) => !each.startsWith('wrong.ts'))).toEqual([]);
  expect(found).toContainEqual(expect.stringContaining('no-explicit-any'));
});

/** What the rules say, each with its file and line. */
async function lint(files: readonly string[]): Promise<readonly string[]> {
  const project = strictestProject(place());
  const eslint = new ESLint({
    cwd: place(),
    overrideConfigFile: true,
    overrideConfig: [
      ...tseslint.configs.strictTypeChecked,
      {
        languageOptions: {
          parserOptions: { project, tsconfigRootDir: place() },
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
