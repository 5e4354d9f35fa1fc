import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { readForeign } from '../../grammar/foreign/read-foreign.ts';
import { readSlips } from '../../grammar/foreign/slips/read-slips.ts';
import { TokenList } from '../../grammar/foreign/token-list.ts';
import { repairKeywords } from '../../grammar/keyword-repair.ts';
import { lex } from '../../grammar/lex.ts';
import { Source } from '../../grammar/source.ts';

/*
 * What is right is read as it stands: no form that people slip into is found in a text of the language. A text whose lines
 * are joined is the same text.
 */

const filesIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cnn'))
    .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')]);

const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(name, 'utf8').matchAll(/^```cnn(?: later)?\n([\s\S]*?)^```$/gm)].map(
      ([, text = ''], i) => [`${name}, example ${String(i + 1)}`, text] as const,
    ),
  );

const isSyntax = /#! (?:[^\n]*; )?CNN0\d\d/;
const cases = filesIn('test/cases').filter(([, text]) => !isSyntax.test(text));

const texts = [
  ...filesIn('examples'),
  ...filesIn('compiler/library'),
  ...filesIn('test/grammar/files'),
  ...documents,
  ...cases,
];

const joined = (text: string): string => text.replaceAll(/#[^\n]*/g, '').replaceAll(/\s*\n\s*/g, ' ');

/** What slips say of a text, and whether they leave its tokens. */
function reading(text: string): { readonly told: readonly string[]; readonly isLeft: boolean } {
  const source = new Source('right.cnn', text);
  const diagnostics: Diagnostic[] = [];
  const list = repairKeywords(
    readForeign(new TokenList(source, lex(source, text).tokens), diagnostics),
    diagnostics,
  );
  const read = readSlips(list, diagnostics);
  return { told: diagnostics.map(({ message }) => message), isLeft: read === list };
}

describe('slips', () => {
  it('are looked for in many texts', () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(cases.length).toBeGreaterThan(10);
  });

  it('are found in none that is right', () => {
    const touched = texts.filter(([, text]) => !reading(text).isLeft);
    expect(touched.map(([name, text]) => [name, reading(text).told])).toEqual([]);
  });

  it('are found in none whose lines are joined', () => {
    const touched = texts.filter(([, text]) => !reading(joined(text)).isLeft);
    expect(touched.map(([name, text]) => [name, reading(joined(text)).told])).toEqual([]);
  });

  it('are found where there are some', () => {
    expect(reading('model Net = {\n}\n')).toMatchObject({
      isLeft: false,
      told: [expect.stringContaining('braces')],
    });
  });
});
