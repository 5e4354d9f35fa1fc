// Puts the extension together in editors/vscode/dist: what `vsce package` packs, and what VS Code loads. Two scripts in a file
// each, which are the same on a machine and in a browser: the extension and the server.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { partsForEsbuild } from '../../parts-as-text.mjs';
import { putTogether } from '../put-together.mjs';

const here = 'editors/vscode';
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What is packed as it lies there. */
const copied = {
  'README.md': here,
  'icon.png': here,
  'language-configuration.json': here,
  'snippets.json': here,
  walkthrough: here,
  'cnn.tmLanguage.json': 'editors/textmate',
  'markdown.tmLanguage.json': 'editors/textmate',
  LICENSE: '.',
};

const common = {
  bundle: true,
  minify: true,
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
};

/** For a machine and a browser: of packages that have both, each half is found, and the entry loads one of them. */
const both = { platform: 'node', conditions: ['browser'], target: 'es2022' };

export const assembleExtension = () => putTogether(here, fill);

async function fill(out) {
  const { version } = read('package.json');
  const manifest = { ...read(`${here}/manifest.json`), version };
  writeFileSync(`${out}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [name, folder] of Object.entries(copied))
    cpSync(`${folder}/${name}`, `${out}/${name}`, { recursive: true });
  cpSync('docs/fashion-cnn.svg', `${out}/walkthrough/graph.svg`);
  await Promise.all([
    build({
      ...common,
      entryPoints: { extension: `${here}/src/extension.ts` },
      outdir: out,
      ...both,
      external: ['vscode'],
    }),
    build({
      ...common,
      entryPoints: { server: `${here}/server/main.ts` },
      outdir: out,
      ...both,
      loader: { '.cnn': 'text', '.py': 'text' },
      plugins: [partsForEsbuild],
      // A Worker has no `module`.
      banner: { js: 'var module = typeof module === "undefined" ? { exports: {} } : module;' },
    }),
  ]);
}
