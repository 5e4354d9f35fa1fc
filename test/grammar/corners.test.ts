import { expect, test } from 'vitest';
import { parse } from '../../grammar/parse.ts';
import { Source } from '../../grammar/source.ts';

/** Lines and codes of the mistakes in a text. */
const mistakesIn = (text: string): string[] => {
  const source = new Source('test.cnn', text);
  return parse(source).diagnostics.map(
    ({ code, span }) => `${source.position(span?.start ?? 0).line + 1}: ${code}`,
  );
};

test('a name with a letter of another alphabet is one word, told once', () => {
  expect(mistakesIn('let café = 3')).toEqual(['1: CNN001']);
  expect(mistakesIn('let naïve = 3')).toEqual(['1: CNN001']);
});

test('names of an import that cannot be read are passed over', () => {
  const mistakes = mistakesIn(
    'import { A, 3, (4) B } from "x.cnn"\nmodel M { input x: float32[3] Dense(2) }',
  );
  expect(mistakes.length).toBeGreaterThan(0);
  expect(mistakes.every((mistake) => mistake.startsWith('1: '))).toBe(true);
});
