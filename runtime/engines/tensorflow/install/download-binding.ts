import { cp, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { packageFolder, packages } from '../binding-places.ts';
import { runTool } from './run-tool.ts';

/** Where the package's script downloads from, unless its own variables say otherwise. */
function downloadHost(): string {
  const { TFJS_NODE_CDN_STORAGE, CDN_STORAGE, TFJS_NODE_BASE_URI } = process.env;
  return TFJS_NODE_BASE_URI ?? TFJS_NODE_CDN_STORAGE ?? CDN_STORAGE ?? 'https://storage.googleapis.com/';
}

async function answers(host: string): Promise<boolean> {
  try {
    await fetch(new URL(host).origin, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the package's own install script on a copy of the package: it fetches a libtensorflow and the binding built for
 * it. Whether that worked; it does not where the host cannot be reached or has nothing for this platform.
 */
export async function downloadBinding(folder: string): Promise<boolean> {
  const [name] = packages;
  const source = packageFolder(name);
  if (source === undefined || !(await answers(downloadHost()))) return false;
  await mkdir(folder, { recursive: true });
  for (const part of ['package.json', 'scripts', 'binding', 'binding.gyp']) {
    await cp(join(source, part), join(folder, part), { recursive: true });
  }
  const modules = resolve(source, '..', '..');
  const { ok } = await runTool(process.execPath, [join('scripts', 'install.js'), 'gpu', 'download'], {
    cwd: folder,
    environment: {
      NODE_PATH: modules,
      PATH: [join(modules, '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(pathSeparator),
    },
    timeout: 1_800_000,
  });
  return ok;
}

const pathSeparator = process.platform === 'win32' ? ';' : ':';
