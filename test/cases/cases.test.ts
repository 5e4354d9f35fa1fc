import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { renderAll } from '../../compiler/diagnostics/render.ts';
import { Source } from '../../grammar/source.ts';

/*
 * Sources with what is wrong with them beside the line: `#! CNN101 part of the message; CNN107 …`. A line must
 * give exactly what it says, and a line that says nothing nothing. All that is told of a file, fixes and notes with it, stands
 * in `told/` (written anew by `vitest run test/cases -u`).
 */

const directory = new URL('.', import.meta.url);
const files = readdirSync(directory).filter((name) => name.endsWith('.cnn'));

const sourceOf = (file: string): Source => new Source(file, readFileSync(new URL(file, directory), 'utf8'));

test.each(files)('%s', (file) => {
  const source = sourceOf(file);
  const found = new Map<number, string[]>();
  for (const { code, message, span } of compile(source).diagnostics) {
    const line = span === undefined ? -1 : source.position(span.start).line;
    found.set(line, [...(found.get(line) ?? []), `${code} ${message}`]);
  }
  const actual: string[] = [];
  const expected: string[] = [];
  for (const [index, text] of source.text.split('\n').entries()) {
    const wanted = wantedOf(text);
    const given = found.get(index) ?? [];
    expected.push(...wanted.map((part) => `${index + 1}: ${part}`));
    actual.push(...given.map((message) => `${index + 1}: ${shortened(message, wanted)}`));
  }
  expect(actual.toSorted()).toEqual(expected.toSorted());
  expect(found.get(-1) ?? []).toEqual([]);
});

test.each(files)('%s is told as it was', async (file) => {
  const told = renderAll(compile(sourceOf(file)).diagnostics);
  await expect(told).toMatchFileSnapshot(`told/${file.replace('.cnn', '.txt')}`);
});

function wantedOf(line: string): readonly string[] {
  const [, comment] = line.split('#! ');
  return comment === undefined ? [] : comment.split('; ').map((part) => part.trim());
}

/** A message as the expectation that it meets, so that the two can be compared. */
function shortened(message: string, wanted: readonly string[]): string {
  const met = wanted.find((part) => {
    const [code = '', ...words] = part.split(' ');
    return message.startsWith(`${code} `) && message.includes(words.join(' '));
  });
  return met ?? message;
}
