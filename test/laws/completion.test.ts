import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lex } from '../../grammar/lex.ts';
import { Source } from '../../grammar/source.ts';
import { expectedAt } from '../../compiler/bind/expected/expected-at.ts';
import { candidatesAt } from '../../compiler/completion/candidates-at.ts';
import { bindText } from '../compiler/completion/mark.ts';
import { isLong } from '../support/sample.ts';

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => [name, readFileSync(`examples/${name}`, 'utf8')] as const);

/** Every so many offsets, each example beginning elsewhere. */
const stride = 149;

test('at every place of a text that ends there or goes on, something is expected', () => {
  for (const [index, [, text]] of examples.entries()) {
    const whole = bindText(text);
    for (let offset = index % stride; offset <= text.length; offset += stride) {
      expect(candidatesAt(bindText(text.slice(0, offset)), offset).start).toBeLessThanOrEqual(offset);
      expect(candidatesAt(whole, offset).start).toBeLessThanOrEqual(offset);
    }
  }
});

/** The words of a text that declare nothing, but for what an import brings from a file that is not named yet. */
function usesIn(text: string): readonly { readonly word: string; readonly start: number }[] {
  const { tokens } = lex(new Source('test.cnn', text), text);
  const { symbols, syntax } = bindText(text);
  const declared = new Set(symbols.flatMap(({ spans }) => spans.map(({ start }) => start)));
  const sizes = new Set(
    tokens.flatMap((token, i) => (token.image === '?' ? (tokens[i + 1]?.startOffset ?? []) : [])),
  );
  const isImported = (start: number): boolean =>
    syntax.items.some((item) => item.type === 'import' && item.span.start < start && start < item.span.end);
  return tokens
    .map(({ image: word, startOffset: start }) => ({ word, start }))
    .filter(({ word, start }) => /^[A-Za-z_]/.test(word) && !declared.has(start) && !sizes.has(start))
    .filter(({ word, start }) => word === 'from' || !isImported(start));
}

test.each(examples)('each word of %s is a candidate where it stands', (_, text) => {
  const whole = bindText(text);
  const missing = usesIn(text).filter(
    ({ word, start }) => !candidatesAt(whole, start).candidates.some(({ name }) => name === word),
  );
  expect(missing).toEqual([]);
});

/** Of each text every so many words, from another one on. */
const few = isLong ? 3 : 8;

test('and where the text ends before it, some of them', () => {
  const missing = examples.flatMap(([example, text], index) =>
    usesIn(text)
      .filter((_, i) => i % few === index % few)
      .filter(({ word, start }) => {
        const { candidates } = candidatesAt(bindText(text.slice(0, start)), start);
        return !candidates.some(({ name }) => name === word);
      })
      .map(({ word, start }) => `${example}:${start} ${word}`),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['brackets', '['.repeat(80_000)],
  ['calls', 'Dense('.repeat(30_000)],
  ['bodies', 'repeat 2 { '.repeat(15_000)],
  ['closers', `${'('.repeat(40_000)}${')'.repeat(40_000)}`],
  ['arguments', `Dense(${'a=1, '.repeat(30_000)}`],
  ['holes', '"{'.repeat(80_000)],
  ['unclosed lines', 'x: Dense(\n'.repeat(15_000)],
])('%s without end take little', (_, text) => {
  const bound = bindText(`model M { ${text}`);
  const before = process.cpuUsage().user;
  expectedAt(bound, bound.syntax.source.text.length);
  expect(process.cpuUsage().user - before).toBeLessThan(5e6);
});
