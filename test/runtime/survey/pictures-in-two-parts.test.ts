import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openData } from '../../../runtime/data/open-data.ts';
import { picturesInTwoParts } from '../../../runtime/survey/pictures-in-two-parts.ts';
import { compileText } from '../../support/compile-text.ts';
import { temporaryDirectory } from '../../support/directory.ts';

/** What is found among files of parts, by their names. */
async function found(files: Readonly<Record<string, string>>, bytes?: number) {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(directory, name, '..'), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const { value } = compileText(`data D {
    source = folder("${directory}")
    field label: class[1]
    split { by = folder }
  }`);
  const [spec] = value.datas;
  if (spec === undefined) throw new Error('no data');
  return picturesInTwoParts(await openData(spec, { base: '/' }), bytes);
}

it('finds files of two parts that are the same, whatever their names', async () => {
  const files = {
    'train/a/1.png': 'same',
    'train/a/2.png': 'mine',
    'train/a/3.png': 'mine',
    'valid/a/4.png': 'same',
    'valid/a/5.png': 'else',
    'test/a/6.png': 'longer',
  };
  expect(await found(files)).toEqual([
    { files: ['train/a/1.png', 'valid/a/4.png'], parts: ['train', 'valid'] },
  ]);
  expect(await found(files, 3)).toEqual([]);
});
