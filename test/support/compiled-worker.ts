import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The worker of data as it is now, bundled as `build.mjs` does; where `replace` is given, a worker of that text. */
export async function compiledWorker(replace?: string): Promise<URL> {
  const entry = join(import.meta.dirname, '../../runtime/data/workers/worker.ts');
  // Beside node_modules, where packages that stay outside are found.
  const name = `data-worker-${process.pid}-${replace === undefined ? 'real' : 'fake'}.mjs`;
  const outfile = join(import.meta.dirname, '../../.cache', name);
  await build({
    ...(replace === undefined ? { entryPoints: [entry] } : { stdin: { contents: replace } }),
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  return pathToFileURL(outfile);
}
