// Puts the page together in editors/page/dist: open it from any server of files.
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { partsForEsbuild } from '../../parts-as-text.mjs';

const here = 'editors/page';
const place = `${here}/dist`;
/** What is made is there whole or not at all. */
const out = `${here}/.dist-${process.pid}`;

export async function assemblePage() {
  mkdirSync(out, { recursive: true });
  try {
    await fill();
    rmSync(place, { recursive: true, force: true });
    renameSync(out, place);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function fill() {
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
