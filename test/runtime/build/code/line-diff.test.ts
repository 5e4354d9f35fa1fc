import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../../../runtime/build/code/line-diff.ts';
import { draws } from '../../../support/sample.ts';

/** Applies a diff as `patch` does. */
function patch(before: string, diff: string): string {
  const lines = before.split('\n');
  let [at, made] = [0, [] as string[]];
  for (const line of diff === '' ? [] : diff.split('\n')) {
    const [, start] = /^@@ -(\d+)/.exec(line) ?? [];
    if (start !== undefined) {
      made = [...made, ...lines.slice(at, Number(start) - 1)];
      at = Number(start) - 1;
    } else {
      if (!line.startsWith('+')) expect(lines[at++]).toBe(line.slice(1));
      if (!line.startsWith('-')) made.push(line.slice(1));
    }
  }
  return [...made, ...lines.slice(at)].join('\n');
}

describe('what differs between two texts', () => {
  it('is what `diff -u` writes', () => {
    const text = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    expect(lineDiff(text.join('\n'), text.toSpliced(4, 1, 'E', 'F').join('\n'))).toBe(
      '@@ -2,7 +2,8 @@\n b\n c\n d\n-e\n+E\n+F\n f\n g\n h',
    );
  });

  it('is nothing between a text and itself', () => {
    expect(lineDiff('a\nb', 'a\nb')).toBe('');
  });

  it('makes one text of the other, whatever they are', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 24 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        expect(patch(before, lineDiff(before, after))).toBe(after);
      }),
      draws(200, 2000),
    );
  });
});
