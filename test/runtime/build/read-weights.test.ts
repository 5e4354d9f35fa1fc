import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../grammar/source.ts';
import { readWeights, warnOfWeights } from '../../../runtime/build/read-weights.ts';
import { encodeSafetensors, type StoredTensor } from '../../../runtime/weights/safetensors.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { failureOf, linesOf } from '../../support/failure.ts';

/** Takes a file with these layers of three units for a build of a model. */
async function take(body: string, stored: readonly string[]): Promise<readonly string[]> {
  const text = `block Unit { Dense(3) } model M { input x: float32[3] ${body} output y: Identity }`;
  const [graph] = compile(new Source('m.cnn', text)).value.models;
  if (graph === undefined || !isConcrete(graph)) throw new Error('no model');
  const file = join(temporaryDirectory(), 'weights.safetensors');
  const tensors = stored.flatMap((name): [string, StoredTensor][] => [
    [`${name}/kernel`, { shape: [3, 3], data: new Float32Array(9) }],
    [`${name}/bias`, { shape: [3], data: new Float32Array(3) }],
  ]);
  writeFileSync(file, encodeSafetensors({ tensors: new Map(tensors), metadata: new Map() }));
  const variables = [...graphVariables(graph).values()];
  return linesOf(warnOfWeights(file, 'M', await readWeights(variables, file, 0, { layers: graph.layers })));
}

it.each([
  ['Dense(3) Dense(3)', ['dense', 'dense_1', 'dense_2']],
  ['Unit Unit', ['unit.dense', 'unit_1.dense', 'unit_2.dense']],
  ['g: { Unit Unit }', ['g.unit.dense', 'g.unit_1.dense', 'g.unit_2.dense']],
  ['g: { Dense(3) Dense(3) }', ['g.dense', 'g.dense_1', 'g.dense_2']],
])('refuses a layer besides where numbers decide: %s', async (body, stored) => {
  const lines = linesOf(await failureOf(() => take(body, stored)));
  expect(lines[0]).toMatch(/^CNN671: .* are of another model$/);
  expect(lines[1]).toBe(`note: in the file only: \`${stored[2]}/kernel\`, \`${stored[2]}/bias\``);
});

it('tells of a layer besides where names decide', async () => {
  const lines = await take('a: Dense(3)', ['a', 'b']);
  expect(lines[0]).toMatch(/^CNN690: .* hold what `M` has no place for$/);
  expect(lines[1]).toBe('note: in the file only: `b/kernel`, `b/bias`');
  expect((await take('unit_1: { Dense(3) }', ['unit_1.dense', 'unit_2.dense']))[0]).toMatch(/^CNN690/);
  expect(await take('a: Dense(3)', ['a'])).toEqual([]);
});

it('refuses more weights than there is memory for, before any is drawn', async () => {
  const initializer = { kind: 'constant', value: 0 } as const;
  const variable = { name: 'w', role: 'weight', shape: [100_000, 1_000_000_000], initializer } as never;
  const [line] = linesOf(await failureOf(() => readWeights([variable], undefined, 0)));
  expect(line).toMatch(/^CNN733: the weights to build take 400 TB of memory, twice$/);
});
