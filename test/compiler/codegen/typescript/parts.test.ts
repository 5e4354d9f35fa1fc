import { readdirSync, readFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { joinParts } from '../../../../compiler/codegen/typescript/join-parts.ts';
import { layerRows } from '../../../../compiler/codegen/typescript/rows/layers.ts';

const folder = 'compiler/codegen/typescript/parts';
const parts = readdirSync(folder).filter((file) => file !== 'tf.ts');
const declared = (file: string): readonly string[] =>
  [
    ...readFileSync(`${folder}/${file}`, 'utf8').matchAll(
      /^(?:export )?(?:async )?(?:abstract )?(?:const|function\*?|class|interface|type) (\w+)/gm,
    ),
  ].map(([, name = '']) => name);

test('parts that are joined declare no name twice: only one of two that serve a layer kind, or an optimizer, is joined', () => {
  const variants = new Set([
    ...Object.values(layerRows).flatMap(({ general }) =>
      general === undefined ? [] : [`${general.part}.ts`],
    ),
    'any-adam.ts',
    'any-rmsprop.ts',
  ]);
  const names = parts.filter((file) => !variants.has(file)).flatMap(declared);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a part is joined with what it imports, before it, and once', () => {
  const text = joinParts(['conv2d', 'dense']);
  expect(text).not.toMatch(/^import/m);
  expect(text.match(/export class Names /g)).toHaveLength(1);
  expect(text.indexOf('export class Names ')).toBeLessThan(text.indexOf('export const conv2d'));
});

test('every part can be joined', () => {
  for (const file of parts) expect(joinParts([file.slice(0, -'.ts'.length)])).not.toBe('');
});

test('parts are laid out as Prettier lays out by default, so that a build need not', async () => {
  const text = `${joinParts(parts.map((file) => file.slice(0, -'.ts'.length)).filter((name) => !name.startsWith('any-')))}\n`;
  expect(await format(text, { filepath: 'parts.ts' })).toBe(text);
});
