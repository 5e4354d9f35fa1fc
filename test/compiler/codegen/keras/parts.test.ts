import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { joinParts, partNames } from '../../../../compiler/codegen/keras/parts.ts';
import { layOutPython } from '../../../../runtime/build/code/lay-out-python.ts';
import { ruffFinds } from '../../../support/ruff.ts';

const folder = 'compiler/codegen/keras/parts';
const files = readdirSync(folder);

/** Docs of functions within classes are for who reads them. */
const documented = ['D100', 'D101', 'D102', 'D103', 'D2', 'D3', 'D4'];

describe('parts of Keras modules', () => {
  it.each(files)('%s is laid out and clean', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect((await layOutPython())(text)).toBe(text);
    expect(
      ruffFinds(`"""Part."""\n\n${text}`, [...documented, 'E501']).filter(
        (found) => !/ D(?:203|213) /.test(found),
      ),
    ).toEqual([]);
  });

  it('bring what they need', () => {
    const text = joinParts(new Set(['load_weights']));
    expect(text).toContain('def read_safetensors(path):');
    expect(text).toContain('def leaves(model):');
    expect(text).not.toContain('from .');
    expect(text).not.toContain('def fit(');
  });

  it('are one module, whose imports are in order', async () => {
    const text = (await layOutPython())(joinParts(new Set(partNames)));
    expect(ruffFinds(text)).toEqual([]);
    expect(files.every((file) => text.includes(definitions(file)))).toBe(true);
  });

  const black = spawnSync('black', ['--version']).status === 0;
  it.skipIf(!black)('are as black leaves them', () => {
    const input = joinParts(new Set(partNames));
    const checked = spawnSync('black', ['-q', '-'], { input, encoding: 'utf8' });
    expect(checked.stdout).toBe(`${input}\n`);
  });
});

/** The first definition of a part. */
const definitions = (file: string): string =>
  /^(?:class|def) \w+/m.exec(readFileSync(join(folder, file), 'utf8'))?.[0] ?? file;
