// Bundles the command line and the Prettier plugin into dist/, or with `--bench` the benchmarks into
// dist/bench/. Packages but one stay outside the bundle; every engine is a chunk of its own, loaded only by the
// command that needs it, so that `cnnc check` starts fast.
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const packages = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
const bench = process.argv.includes('--bench');
const outdir = bench ? 'dist/bench' : 'dist';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: bench
    ? { main: 'bench/main.ts' }
    : {
        'cli/main': 'cli/main.ts',
        'data-worker': 'runtime/data/workers/worker.ts',
        'prettier-plugin': 'editors/prettier/plugin.ts',
      },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  loader: { '.cnn': 'text' },
  // Chevrotain stands on some hundred small modules: bundled, `cnnc check` starts in half the time.
  external: packages.filter((name) => name !== 'chevrotain'),
  sourcemap: 'linked',
  logLevel: 'warning',
});
if (!bench) chmodSync('dist/cli/main.js', 0o755);
