import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { lex } from '../../grammar/lex.ts';
import { Source } from '../../grammar/source.ts';
import { examples } from './examples.ts';

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

const edit = fc.tuple(fc.constantFrom(0, 1, 2, 2, 2, 2, 3, 4), fc.nat(10_000), fc.nat(10_000));

/** Examples with an edit or two of their tokens. */
export const tokenMutants: fc.Arbitrary<string> = fc
  .tuple(fc.nat(texts.length - 1), fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([which, edits]) => mutate(texts[which] ?? [], edits));
