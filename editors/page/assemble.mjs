// Puts the page together in editors/page/dist: open it from any server of files.
import { cpSync } from 'node:fs';
import { build } from 'esbuild';
import { partsForEsbuild } from '../../parts-as-text.mjs';
import { putTogether } from '../put-together.mjs';

const here = 'editors/page';

export const assemblePage = () => putTogether(here, fill);

async function fill(out) {
  for (const name of ['index.html', 'page.css']) cpSync(`${here}/${name}`, `${out}/${name}`);
  const common = {
    outdir: out,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2023',
    logLevel: 'warning',
  };
  await Promise.all([
    build({ ...common, entryPoints: { page: `${here}/page.ts` }, format: 'esm' }),
    build({
      ...common,
      entryPoints: { 'lsp-worker': 'lsp/worker.ts' },
      format: 'iife',
      loader: { '.cnn': 'text' },
      plugins: [partsForEsbuild],
    }),
  ]);
}
