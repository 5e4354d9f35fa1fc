// Bundles the command line, the libraries and the Prettier plugin into dist/, or with `--bench` the benchmarks into
// dist/bench/, or with `--fuzz` or `--kills` the fuzzers or the harness of kills into .cache/ (a long run must not lose its
// program to a build), or with `--extension` the extension for VS Code into editors/vscode/dist/, or with
// `--page` a page that is an editor into editors/page/dist/. Packages but a few stay outside the bundle; every engine is a chunk of its own, loaded only by the
// command that needs it, so that `cnnc check` starts fast.
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { build } from 'esbuild';
import { assemblePage } from './editors/page/assemble.mjs';
import { assembleExtension } from './editors/vscode/assemble.mjs';
import { partsForEsbuild } from './parts-as-text.mjs';

const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const packages = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
// These stand on some hundred small modules: bundled, `cnnc check` starts in half the time, and `cnnc lsp` in two thirds.
const bundled = /^(?:chevrotain|vscode-languageserver.*)$/;
// Threads have entries of their own.
const workers = {
  'data-worker': 'runtime/data/workers/worker.ts',
  'h5-worker': 'runtime/weights/sources/h5/h5-worker.ts',
  'h5-writer': 'runtime/export/h5/h5-writer.ts',
};
const programs = {
  product: {
    outdir: 'dist',
    entryPoints: {
      'cli/main': 'cli/main.ts',
      compiler: 'compiler/api.ts',
      runtime: 'runtime/api.ts',
      ...workers,
      'prettier-plugin': 'editors/prettier/plugin.ts',
    },
  },
  bench: { outdir: 'dist/bench', entryPoints: { main: 'bench/main.ts' } },
  fuzz: {
    outdir: '.cache/fuzz/program',
    entryPoints: { main: 'test/fuzz/main.ts', worker: 'test/fuzz/worker.ts', ...workers },
  },
  kills: {
    outdir: '.cache/kills/program',
    entryPoints: { main: 'test/kills/main.ts', victim: 'test/kills/victim.ts' },
  },
};
if (process.argv.includes('--extension')) {
  await assembleExtension();
  process.exit();
}
if (process.argv.includes('--page')) {
  await assemblePage();
  process.exit();
}
const name = ['bench', 'fuzz', 'kills'].find((each) => process.argv.includes(`--${each}`)) ?? 'product';
const { outdir, entryPoints } = programs[name];
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints,
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  loader: { '.cnn': 'text', '.py': 'text' },
  plugins: [partsForEsbuild, builtinsAsImports()],
  external: packages.filter((name) => !bundled.test(name)),
  sourcemap: 'linked',
  logLevel: 'warning',
});
if (name === 'product') {
  chmodSync('dist/cli/main.js', 0o755);
  await buildBrowserServer();
}

/** Imports the modules of Node that a bundled CommonJS package requires, for an ES module has no `require`. */
function builtinsAsImports() {
  return {
    name: 'builtins-as-imports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[a-z]/ }, ({ path, kind }) =>
        kind === 'require-call' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
        contents: `export * from '${path}'; export { default } from '${path}'`,
      }));
    },
  };
}

/** The language server for a browser: one file that a page starts as a Worker. */
function buildBrowserServer() {
  return build({
    entryPoints: { 'lsp-worker': 'lsp/worker.ts' },
    outdir,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    loader: { '.cnn': 'text' },
    plugins: [partsForEsbuild],
    logLevel: 'warning',
  });
}
