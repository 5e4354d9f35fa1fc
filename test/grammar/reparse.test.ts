import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodesIn } from '../../grammar/nodes-at.ts';
import { parse } from '../../grammar/parse.ts';
import type { Parsed } from '../../grammar/parsed.ts';
import { reparse } from '../../grammar/reparse/reparse.ts';
import { isSameTree } from '../../grammar/same-tree.ts';
import { Source } from '../../grammar/source.ts';
import { randomEdits } from '../support/random-edits.ts';
import { times } from '../support/sample.ts';

const folders = ['../../examples/', '../cases/', '../../compiler/library/', './files/'];
const files = folders
  .map((folder) => new URL(folder, import.meta.url))
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  .filter(({ pathname }) => pathname.endsWith('.cnn'));

const source = (text: string): Source => new Source('test.cnn', text);

/** Whether two parses are the same in all that they have. */
const isSame = (one: Parsed, other: Parsed): boolean =>
  one.isPlain === other.isPlain &&
  isSameTree(one.value, other.value, 0) &&
  isSameTree(one.diagnostics, other.diagnostics, 0);

describe('a text that is read again', () => {
  it('comes to what the whole of it comes to, after any edit', () => {
    let again = 0;
    for (const [seed, file] of files.entries()) {
      const text = readFileSync(file, 'utf8');
      let earlier = parse(source(text));
      for (const version of randomEdits(text, times(9, 400), seed)) {
        const now = source(version);
        const partly = reparse(now, earlier);
        const whole = parse(now);
        if (partly !== undefined) {
          again++;
          expect(isSame(partly, whole), `${file.pathname}\n${version}`).toBe(true);
        }
        earlier = partly ?? whole;
      }
    }
    expect(again).toBeGreaterThan(files.length * 2);
  });

  const lines = Array.from({ length: 20 }, (_, index) => `  Dense(${index + 1})`);
  const model = (inside: string): string =>
    [
      '# a model',
      'model M {',
      '  input x: float32[8]',
      ...lines,
      inside,
      ...lines,
      '}',
      'let n = 2',
      '',
    ].join('\n');

  it.each([
    ['a number', '  Dense(3)', '  Dense(34)'],
    ['a call that is not closed', '  Dense(3)', '  Dense(3, activ'],
    ['a mistake that is mended', '  Dense(3', '  Dense(3)'],
    ['a comment', '', '  # note'],
    ['documentation', '  Dense(3)', '  ## note\n  Dense(3)'],
    ['something deep', '  repeat 2 { residual { ReLU } }', '  repeat 2 { residual { ReLU ELU } }'],
    ['another branch', '  if n > 1 { ReLU } else { ReLU }', '  if n > 1 { ReLU } else { ReLU ELU }'],
    ['the way around', '  residual { ReLU } skip { ReLU }', '  residual { ReLU } skip { ELU }'],
    ['a body that is empty', '  repeat 2 {  }', '  repeat 2 { ReLU }'],
    ['a string', '  "a{n}": ReLU', '  "a{n + 1}": ReLU'],
  ])('is read only where it was edited: %s', (_, before, after) => {
    const earlier = parse(source(model(before)));
    const now = source(model(after));
    const partly = reparse(now, earlier);
    const whole = parse(now);
    expect(partly?.diagnostics).toEqual(whole.diagnostics);
    expect(partly?.value.items).toEqual(whole.value.items);
    expect(partly?.value.comments).toEqual(whole.value.comments);
    const spans = partly === undefined ? [] : [...nodesIn(partly.value)].map(({ span }) => span);
    expect(spans.every((span) => span.source === now)).toBe(true);
  });

  it.each([
    ['a brace that is not closed', '  ReLU', '  repeat 2 { ReLU'],
    ['a comment that hides what follows', '  ReLU', '  /* ReLU'],
    ['a form of another language', '  ReLU', '  self.act = nn.ReLU()'],
    ['a bracket that is not closed', '  ReLU', '  [ ReLU'],
  ])('is read as a whole where an edit may concern more: %s', (_, before, after) => {
    const earlier = parse(source(model(before)));
    expect(reparse(source(model(after)), earlier)).toBeUndefined();
    expect(parse(source(model(after)), earlier).diagnostics).not.toEqual([]);
  });

  it('is read as a whole where a comment comes to hide a brace', () => {
    const earlier = parse(source('model M { ReLU # note\n\n\n\n}'));
    expect(reparse(source('model M { ReLU # note}'), earlier)).toBeUndefined();
  });

  it('is read as a whole where it was not read as it is written, or is another file', () => {
    const earlier = parse(source(model('  self.act = nn.ReLU()')));
    expect(reparse(source(model('  ReLU')), earlier)).toBeUndefined();
    const other = new Source('other.cnn', model('  ELU'));
    expect(reparse(other, parse(source(model('  ReLU'))))).toBeUndefined();
  });
});
