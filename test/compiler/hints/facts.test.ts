import { expect, test } from 'vitest';
import { symbolAt } from '../../../compiler/bind/bound-module.ts';
import { Program } from '../../../compiler/program/program.ts';
import { Source } from '../../../grammar/source.ts';
import { textOf } from '../../../grammar/span.ts';

const text = `block U(n, m = 2) { Dense(n)  Dense(m) }
model M { input x: float32[8]  for (f, g) in [(1, 2), (3, 4)] as i { U(f)  Dense(g + i) } }`;
const answers = new Program().update(new Source('test.cnn', text));

test('facts are of the innermost statement, each time that it was expanded', () => {
  const facts = answers.facts(text.indexOf('Dense(n)'));
  expect(facts && textOf(facts.span)).toBe('Dense(n)');
  expect(facts?.times.map((layers) => layers.map(({ shape }) => shape))).toEqual([[[1]], [[3]]]);
  expect(answers.facts(text.indexOf('U(f)'))?.times.map(({ length }) => length)).toEqual([2, 2]);
  expect(answers.facts(0)).toBeUndefined();
});

test.each([
  ['n,', ['1', '3']],
  ['m =', ['2']],
  ['f,', ['1', '3']],
  ['g)', ['2', '4']],
  ['i {', ['0', '1']],
  ['M {', []],
])('the values of a name: %s', (place, values) => {
  const symbol = symbolAt(answers.bound, text.indexOf(place));
  expect(symbol && answers.values(symbol)).toEqual(values);
});
