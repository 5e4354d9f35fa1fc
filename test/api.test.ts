import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { partsForEsbuild } from '../parts-as-text.mjs';
import { temporaryDirectory } from './support/directory.ts';

const page = await readFile('docs/api.md', 'utf8');
const examples = [
  ...page.matchAll(/^```ts\n([\s\S]*?)^```\n(?:(?!^```ts)[\s\S])*?^```text\n([\s\S]*?)^```$/gm),
].map(([, code = '', output = '']) => ({ code, output }));

/** A folder in which `cnnc` is installed: the package as it is built here. */
async function installed(): Promise<string> {
  const folder = temporaryDirectory();
  await cp('examples/shapes.cnn', join(folder, 'shapes.cnn'));
  return folder;
}

describe('docs/api.md', () => {
  it('has examples', () => {
    expect(examples.length).toBe(6);
  });

  it.each(examples)('shows what is printed: %#', async ({ code, output }) => {
    const folder = await installed();
    const entry = (name: string): string => JSON.stringify(join(process.cwd(), 'dist', name));
    const own = code.replace("'cnnc/runtime'", entry('runtime.js')).replace("'cnnc'", entry('compiler.js'));
    await writeFile(join(folder, 'example.mjs'), own);
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder });
    expect(stdout.trim()).toBe(output.trim());
  });
});

describe('the compiler in a browser', () => {
  it('imports nothing of Node, and is as small as docs/api.md says', async () => {
    const { metafile } = await build({
      entryPoints: { compiler: 'compiler/api.ts' },
      outdir: 'browser',
      bundle: true,
      minify: true,
      splitting: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      loader: { '.cnn': 'text' },
      plugins: [partsForEsbuild],
      logLevel: 'silent',
    });
    const outputs = Object.entries(metafile.outputs);
    const external = outputs.flatMap(([, { imports }]) => imports.filter((each) => each.external === true));
    expect(external.map(({ path }) => path)).toEqual([]);
    const start = outputs
      .filter(([path]) => path.endsWith('compiler.js'))
      .flatMap(([path]) => closure(path, metafile.outputs));
    const bytes = [...new Set(start)].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
    const [, stated = ''] = /below (\d+) kB/.exec(page) ?? [];
    expect(bytes / 1000).toBeLessThan(Number(stated));
    expect(bytes / 1000).toBeGreaterThan(Number(stated) * 0.75);
  });
});

type Outputs = Awaited<ReturnType<typeof build<{ metafile: true }>>>['metafile']['outputs'];

/** A chunk, and what it loads at once. */
const closure = (path: string, outputs: Outputs): readonly string[] => [
  path,
  ...(outputs[path]?.imports ?? [])
    .filter(({ kind }) => kind === 'import-statement')
    .flatMap((each) => closure(each.path, outputs)),
];
