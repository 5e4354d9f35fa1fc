import { expect, it } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { mistakeLimit } from '../../grammar/parser/support.ts';
import { Source } from '../../grammar/source.ts';

it('of more mistakes than the limit the first are told, and then that there are more', () => {
  const signs = Array.from({ length: mistakeLimit + 10 }, (_, i) => String.fromCodePoint(0x2800 + i));
  const text = signs.map((sign) => `let x = 3 ${sign}\n`).join('');
  const { diagnostics } = parse(new Source('test.cnn', text));
  expect(diagnostics.length).toBe(mistakeLimit + 1);
  expect(diagnostics.at(-1)).toMatchObject({
    code: 'CNN025',
    message: 'more than 200 mistakes; the rest is not shown',
  });
});

it('a habit is told once, with the edits for all its places', () => {
  const { diagnostics } = parse(new Source('test.cnn', 'let x = 3;\n'.repeat(mistakeLimit + 10)));
  expect(diagnostics.map(({ code }) => code)).toEqual(['CNN006']);
  expect(diagnostics[0]?.fix?.edits?.length).toBe(mistakeLimit + 10);
});
