import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheFolder } from '../../../../runtime/engines/tensorflow/binding-places.ts';

it.each([
  ['darwin', {}, [homedir(), 'Library', 'Caches', 'cnnc']],
  ['win32', {}, [homedir(), 'AppData', 'Local', 'cnnc', 'cache']],
  ['win32', { LOCALAPPDATA: 'apps' }, ['apps', 'cnnc', 'cache']],
  ['linux', {}, [homedir(), '.cache', 'cnnc']],
  ['linux', { XDG_CACHE_HOME: '/caches' }, ['/caches', 'cnnc']],
  ['darwin', { CNNC_CACHE: '/mine' }, ['/mine']],
] as const)('keeps what it makes on %s with %o in %o', (system, environment, parts) => {
  expect(cacheFolder(system, environment)).toBe(join(...parts));
});
