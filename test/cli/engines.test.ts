import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import enginesSchema from '../../cli/schema/engines.schema.json' with { type: 'json' };
import { cnnc } from './run-cnnc.ts';

const isEngines = new Ajv().compile(enginesSchema);

test('cnnc engines lists every engine for people and for machines', async () => {
  const shown = await cnnc(['engines']);
  expect(shown.code).toBe(0);
  for (const name of ['tensorflow', 'onnx', 'webgpu', 'wasm', 'cpu']) expect(shown.out).toContain(name);
  const { out } = await cnnc(['engines', '--json']);
  const result = JSON.parse(out) as { engines: { name: string; auto: boolean; available: boolean }[] };
  expect(isEngines(result), JSON.stringify(isEngines.errors)).toBe(true);
  expect(result.engines.filter(({ auto }) => auto)).toHaveLength(1);
  expect(result.engines.find(({ name }) => name === 'cpu')?.available).toBe(true);
});
