import { expect, test } from 'vitest';
import { importableAt, importEdit } from '../../../compiler/completion/importable-at.ts';
import { applyEdits } from '../../../grammar/apply-edits.ts';
import { atMark, bindText } from './mark.ts';

const beside = [{ path: 'unit.cnn', bound: bindText('block Unit(n) { Dense(n) }  let wide = 3') }];

/** `name from path` of what could be imported. */
const importable = (marked: string): readonly string[] =>
  importableAt(...atMark(marked), beside).map(({ name, from = '' }) => `${name} ${from}`);

test.each([
  ['model M { ▮', ['Unit unit.cnn', 'ResNet50 cnn:applications', 'DepthPool cnn:layers'], 'wide'],
  ['model M { a: ▮', ['Unit unit.cnn'], 'Dice'],
  ['model M { Dense(units=▮', ['wide unit.cnn'], 'Unit'],
  ['train M on D { objective y { loss = ▮', ['Dice cnn:losses'], 'ResNet50'],
])('%s', (marked, expected, other) => {
  const found = importable(marked);
  for (const each of expected) expect(found).toContain(each);
  expect(found.join(' ')).not.toContain(other);
});

test('what is imported already is not offered again', () => {
  expect(importable('import { Unit } from "unit.cnn"\nmodel M { ▮').join(' ')).not.toContain('Unit ');
});

test.each([
  ['model M { }', 'import { Unit } from "unit.cnn"\n\nmodel M { }'],
  ['import { A } from "unit.cnn"\nmodel M { }', 'import { A, Unit } from "unit.cnn"\nmodel M { }'],
  [
    'import { A } from "a.cnn"\nmodel M { }',
    'import { A } from "a.cnn"\nimport { Unit } from "unit.cnn"\nmodel M { }',
  ],
])('an import joins those that are there: %s', (text, expected) => {
  const edit = importEdit(bindText(text).syntax, 'Unit', 'unit.cnn');
  expect(applyEdits(text, [edit])).toBe(expected);
});
