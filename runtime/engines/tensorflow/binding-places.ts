import { createRequire } from 'node:module';
import { arch, homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** The packages that have the binding: the same sources, linked with a TensorFlow that knows GPUs or does not. */
export const packages = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/** The folder of an installed package; undefined where there is none. */
export function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/**
 * Where `cnnc engines install tensorflow` puts what it makes: outside of node_modules, which `npm ci` empties. The
 * binding's interface to Node (N-API 8) is in the name, so that a later one can lie beside it.
 */
export function installFolder(): string {
  return join(cacheFolder(), 'tensorflow', `napi-v8-${platform()}-${arch()}`);
}

/** The user's cache folder for cnnc, by the system's own custom; `CNNC_CACHE` moves it. */
export function cacheFolder(
  system: NodeJS.Platform = platform(),
  { CNNC_CACHE, XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv = process.env,
): string {
  if (CNNC_CACHE) return CNNC_CACHE;
  if (system === 'darwin') return join(homedir(), 'Library', 'Caches', 'cnnc');
  if (system === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'cnnc', 'cache');
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cnnc');
}

/** Where a folder laid out like tfjs-node's has its binding. */
export const bindingIn = (folder: string): string => join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');

/** Where a folder has the module for the process itself, where one could be built. */
export const hostIn = (folder: string): string => join(folder, 'lib', 'napi-v8', 'host.node');

/** Folders that may have a binding, the most wanted first: what was installed for cnnc, then what packages fetched. */
export const bindingFolders = (): readonly string[] =>
  [installFolder(), ...packages.map(packageFolder)].filter((folder) => folder !== undefined);
