import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layOutTypeScript } from '../../../../runtime/build/code/lay-out-typescript.ts';
import { printTypeScript } from '../../../../compiler/codegen/typescript/print-typescript.ts';
import { format } from 'prettier';
import packageJson from '../../../../package.json' with { type: 'json' };
import { codeOf } from '../model/code-of.ts';

test('README shows what a build of its spec writes, cut short', async () => {
  const page = readFileSync('README.md', 'utf8');
  const [, spec = ''] = /^```cnn\n([\s\S]*?)^```/m.exec(page) ?? [];
  const [, shown = ''] = /^```ts\n([\s\S]*?)^```/m.exec(page) ?? [];
  const files = printTypeScript(codeOf(spec, { name: 'shapes.cnn' }), { tfjs: '@tensorflow/tfjs-node-gpu' });
  // The page is laid out as this repository is.
  const written = await format(await layOutTypeScript(files[0]?.text ?? ''), {
    ...packageJson.prettier,
    parser: 'typescript',
  });
  const pieces = shown.split(/^ *\/\/ …\n/m);
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(written).toContain(piece);
});
