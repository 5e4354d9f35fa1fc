// Bundles the command line into dist/. Packages stay outside the bundle; every engine is a chunk of its
// own, loaded only by the command that needs it, so that `cnnc check` starts fast.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { 'cli/main': 'cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
  logLevel: 'warning',
});
chmodSync('dist/cli/main.js', 0o755);
