import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lex } from '../../grammar/lex.ts';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';
import { checkPrint } from './check-print.ts';
import { examples } from './examples.ts';
import { draws } from '../support/sample.ts';

const shipped = readdirSync('examples')
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));

/** Tokens of the texts, each with the blanks and comments before it. */
const texts = [...Object.values(examples), ...shipped].map((text) => {
  const { tokens } = lex(new Source('example.cnn', text), text);
  const ends = tokens.map(({ startOffset, image }) => startOffset + image.length);
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
});
const words = [...new Set(texts.flat().map((token) => token.trim()))];

const sorts = [/^[a-z_]/, /^[A-Z]/, /^\d/, /^"/, /^[([{]/, /^[)\]}]/];
const sort = (token: string): number => sorts.findIndex((pattern) => pattern.test(token));
const alike = (token: string): readonly string[] => words.filter((word) => sort(word) === sort(token.trim()));

/** Deletes, repeats, replaces, inserts or moves some of the tokens. */
function mutate(tokens: readonly string[], edits: readonly (readonly [number, number, number])[]): string {
  const result = [...tokens];
  for (const [kind, at, other] of edits) {
    const place = at % result.length;
    const kin = alike(result[place] ?? '');
    if (kind === 0) result.splice(place, 1);
    else if (kind === 1) result.splice(place, 0, result[place] ?? '');
    else if (kind === 2) result[place] = ` ${kin[other % kin.length] ?? ''}`;
    else if (kind === 3) result.splice(place, 0, ` ${words[other % words.length] ?? ''}`);
    else result.splice(place, 0, ...result.splice(other % result.length, 1 + (other % 7)));
    if (result.length === 0) break;
  }
  return result.join('');
}

it('is undone by parse for every mutant of an example that has no errors', () => {
  const edit = fc.tuple(fc.constantFrom(0, 1, 2, 2, 2, 2, 3, 4), fc.nat(10_000), fc.nat(10_000));
  let parsed = 0;
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.array(edit, { minLength: 1, maxLength: 2 }), (which, edits) => {
      const text = mutate(texts[which] ?? [], edits);
      if (parse(new Source('mutant.cnn', text)).diagnostics.length > 0) return;
      parsed++;
      checkPrint(text);
    }),
    draws(300, 3000),
  );
  expect(parsed).toBeGreaterThan(30);
});
