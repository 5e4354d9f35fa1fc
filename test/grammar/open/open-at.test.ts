import { expect, test } from 'vitest';
import { openAt } from '../../../grammar/open/open-at.ts';
import { Source } from '../../../grammar/source.ts';

/** What is open at `▮`: each with what is being written in it. */
function openIn(marked: string): string {
  const offset = marked.indexOf('▮');
  const { open, within } = openAt(new Source('test.cnn', marked.replace('▮', '')), offset);
  const levels = open.map(({ type, pieces }) => [type, ...pieces.map(({ image }) => image)].join(' '));
  return [...levels, ...(within === undefined ? [] : [`(${within})`])].join(' > ');
}

test.each([
  ['▮', 'module'],
  ['model M { x: ▮ }', 'module model M > body x :'],
  ['model M { Conv2D(3, padding=▮', 'module model M > body Conv2D > call padding ='],
  ['model M {\n  Conv2D(3\n  Dense(▮\n}', 'module model M > body Dense > call'],
  ['model M {\n  Conv2D(3,\n  x: Dense(▮', 'module model M > body x : Dense > call'],
  ['block A {\n  Dense(3)\n\nmodel B {\n  ▮', 'module model B > body'],
  ['model M { if a { A } el▮', 'module model M > body if a {'],
  ['model M { let a = 3 Dense(a) ▮', 'module model M > body Dense ('],
  [
    'model M { parallel Add { for i in x { ▮',
    'module model M > body parallel Add > parallel for i in x > parallel',
  ],
  ['model M { Add(with=[a, b.▮', 'module model M > body Add > call with = > list b .'],
  ['model M { "b{i + ▮', 'module model M > body > hole i +'],
  ['model M { "b{i}▮', 'module model M > body > (string)'],
  ['data D { source = idx("a▮', 'module data D > data source = idx > call > (string)'],
  ['data D { split { train = 90% te▮', 'module data D > data split > split train = 90%'],
  ['train M on D { phase a { freeze b.c epochs = ▮', 'module train M on D > train phase a > phase epochs ='],
  [
    'train M on D { phase a { optimizer =\n epochs = ▮',
    'module train M on D > train phase a > phase epochs =',
  ],
  [
    'train M on D { phase a { optimizer = SGD(\n objective b { ▮',
    'module train M on D > train phase a > phase objective b > objective',
  ],
  ['model M { # Conv2D(▮', 'module model M > body > (comment)'],
  ['model M { # Conv2D(\n▮', 'module model M > body'],
  ['model M { Dense(12▮', 'module model M > body Dense > call 12 > (literal)'],
  ['model M ) ] } { ▮', 'module model M > body'],
])('%s', (marked, open) => {
  expect(openIn(marked)).toBe(open);
});

test('however deep brackets are, they are followed no deeper than they are read', () => {
  const { open } = openAt(new Source('deep.cnn', `let a = ${'['.repeat(100_000)}`), 100_008);
  expect(open.length).toBeLessThan(1000);
});
