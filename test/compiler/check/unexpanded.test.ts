import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { Source } from '../../../grammar/source.ts';

/** The errors in a block that nothing applies, and the paths that they are at. */
function toldOf(statements: string, before = ''): readonly string[] {
  const text = `${before}\nblock Unused {\n${statements}\n}\nmodel Net { input x: float32[3] Dense(2) }`;
  const { diagnostics } = compile(new Source('test.cnn', text));
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`);
}

test.each([
  ['a label of the body', 'a: Dense(3) from a'],
  ['one that stands below', 'from a a: Dense(3)'],
  ['one that may come out of braces', 'for i in [1, 2] { "b{i}": Dense(3) } from b1'],
  ['one in a group', 'g: { a: Dense(3) } from g.a'],
  ['one around a group', 'a: Dense(3) g: { from a }'],
  ['one in a block that is applied', 'u: Unit from u.a'],
  ['one of a round', 'repeat 2 { a: Dense(3) } from a[0]'],
])('%s is known', (_, statements) => {
  expect(toldOf(statements, 'block Unit { a: Dense(3) }')).toEqual([]);
});

test.each([
  ['what no label is', 'stem: Dense(3) from setm', 'CNN142 setm'],
  ['a label that a group keeps to itself', 'g: { a: Dense(3) } from a', 'CNN142 a'],
  ['one that a group lacks', 'g: { inner: Dense(3) } from g.iner', 'CNN142 g.iner'],
  ['one that a block lacks', 'u: Unit Add(with=u.hiden)', 'CNN142 u.hiden'],
  ['one in a branch that nothing takes', 'if 1 > 2 { reuse nope }', 'CNN142 nope'],
])('%s is told', (_, statements, told) => {
  expect(toldOf(statements, 'block Unit { hidden: Dense(3) }')).toEqual([told]);
});

test('what is meant is found among the labels of what stands before it', () => {
  const text =
    'block Unit { hidden: Dense(3) }\nblock Unused { u: Unit from u.hiden }\nmodel N { input x: float32[3] Dense(2) }';
  const { diagnostics } = compile(new Source('test.cnn', text));
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  expect(error?.fix?.edits?.map((edit) => edit.text)).toEqual(['hidden']);
});
