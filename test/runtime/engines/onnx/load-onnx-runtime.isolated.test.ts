import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import type * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { onnxFolder } from '../../../../runtime/engines/onnx/onnx-folder.ts';
import { loadOnnxRuntime, onnxLibrary } from '../../../../runtime/engines/onnx/load-onnx-runtime.ts';

// As where npm left out the optional package: only the cache folder may have it.
vi.mock('node:module', async (original) => {
  const real = await original<typeof nodeModule>();
  const createRequire = (place: string): NodeJS.Require => {
    if (place.startsWith('file:')) throw Object.assign(new Error('not found'), { code: 'MODULE_NOT_FOUND' });
    return real.createRequire(place);
  };
  return { ...real, createRequire };
});

it('what an installation put into the cache folder is loaded, and its file is told to other processes', async () => {
  vi.stubEnv('CNNC_CACHE', realpathSync(mkdtempSync(join(tmpdir(), 'cnnc-onnx-'))));
  const place = join(onnxFolder(), 'node_modules', 'onnxruntime-node');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'index.js'), 'exports.env = { versions: { node: "9.9.9" } };');
  expect((await loadOnnxRuntime()).env.versions.node).toBe('9.9.9');
  expect(await onnxLibrary()).toBe(join(place, 'index.js'));
});
