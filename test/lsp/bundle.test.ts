import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { partsForEsbuild } from '../../parts-as-text.mjs';
import { expect, it } from 'vitest';

it('the server for a browser imports nothing of Node, and is as small as docs/editors.md says', async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: ['lsp/worker.ts'],
    outdir: 'browser',
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    loader: { '.cnn': 'text' },
    plugins: [partsForEsbuild],
    logLevel: 'silent',
  });
  const external = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter((each) => each.external === true),
  );
  expect(external).toEqual([]);
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  const [, stated = ''] = /below (\d+) kB/.exec(readFileSync('docs/editors.md', 'utf8')) ?? [];
  expect(bytes / 1000).toBeLessThan(Number(stated));
  expect(bytes / 1000).toBeGreaterThan(Number(stated) * 0.75);
});
