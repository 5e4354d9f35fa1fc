import { createRequire } from 'node:module';
import util from 'node:util';
import { loadBinding } from '../../runtime/engines/tensorflow/load-binding.ts';

/**
 * Registers tfjs-node as a backend of tfjs, on the binding that the tensorflow engine runs on; why not, where there is
 * none. The package looks for its binding in its own folder, through node-pre-gyp, and calls
 * `util.isNullOrUndefined`, which Node 23 took away (Node 22 warns of it): both are given to it here.
 */
export function loadTfjsNode(): string | undefined {
  const loading = loadBinding();
  if (!loading.ok) return `${loading.reason}; ${loading.fix}`;
  const name = '@tensorflow/tfjs-node-gpu';
  const own = createRequire(createRequire(import.meta.url).resolve(name));
  own('@mapbox/node-pre-gyp');
  const finder = own.cache[own.resolve('@mapbox/node-pre-gyp')];
  if (finder !== undefined) finder.exports = { find: () => loading.path };
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
  own(name);
  return undefined;
}
