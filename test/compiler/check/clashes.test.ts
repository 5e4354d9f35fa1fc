import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Diagnostic } from '../../../grammar/diagnostic.ts';
import { Source } from '../../../grammar/source.ts';
import { applyEdits } from '../../../grammar/apply-edits.ts';

const model = 'model Net { input x: float32[8, 8, 3] Flatten Dense(2) }\n';

const check = (text: string): readonly Diagnostic[] => compile(new Source('test.cnn', text)).diagnostics;

/** What is told of names that are taken: the line of each, and of what has it. */
const clashesIn = (text: string): readonly string[] =>
  check(text)
    .filter(({ code }) => code === 'CNN105')
    .map(({ arguments: [, what] = [], span, related = [] }) =>
      [span, ...related.map((one) => one.span)]
        .map((at) => (at === undefined ? '' : String(at.source.position(at.start).line + 1)))
        .concat(String(what))
        .join(' '),
    );

test.each([
  ['a value of a block that nothing applies', 'block B(n) {\nlet n = 2\nDense(n) }', '2 1 a parameter'],
  ['a value of the module in a block', 'let k = 2\nblock B {\nlet k = 3\nDense(k) }', '3 1 a value'],
  ['a value of the module below', 'block B {\nlet k = 3\nDense(k) }\nlet k = 2', '2 4 a value'],
  [
    'a variable in a branch that nothing takes',
    'block B(n) { if 1 > 2 {\nrepeat 2 as n { Dense(2) } } }',
    '2 1 a parameter',
  ],
  ['a parameter that stands twice', 'block B(\nn,\nn) { Dense(n) }', '3 2 a parameter'],
  ['an alias in a body', 'layer C = Dense(2)\nblock B {\nlayer C = Dense(3)\nC }', '3 1 a layer'],
  ['a block', 'data B { source = shapes(9) }\nblock B { Dense(2) }', '2 1 data'],
  ['a layer kind', '\nblock Dense { Flatten }', '2 a layer kind'],
  ['a function', 'block B(\nmin) { Dense(min) }', '2 a function'],
  ['a size', 'block B { input x: [?h,\n?h, 3] Flatten }', '2 1 a value'],
  ['a field', 'data D { source = shapes(9)\nfield y: class[2]\nfield y: class[2] }', '3 2 a field'],
  [
    'a set of weights',
    'model M { input x: float32[4] Dense(2)\nweights a = "https://x.org/a.h5"\nweights a = "https://x.org/a.h5" }',
    '3 2 a set of weights',
  ],
])('%s is told where it stands, and where the other does', (_, text, told) => {
  expect(clashesIn(text + '\n' + model)).toContain(told);
  expect(clashesIn(text + '\n' + model)).toHaveLength(1);
});

test('it is told once, of whatever applies what it stands in', () => {
  const text = `block B(n) {\nlet n = 2\nDense(n) }\nmodel Net { input x: float32[4] repeat 3 { B(1) B(2) } }`;
  const [told, ...others] = check(text);
  expect(others).toEqual([]);
  expect(told).toMatchObject({ code: 'CNN105' });
  expect(told?.stack).toBeUndefined();
});

test.each([
  [
    'a value that stands below a parameter, where it is used below it',
    'block B(n) { Dense(n) \n let n = n + 1 \n Dense(n) Dense(n=3, units=n) }',
    'block B(n) { Dense(n) \n let own_n = n + 1 \n Dense(own_n) Dense(n=3, units=own_n) }',
  ],
  [
    'a size that is said again',
    'block B { input x: [?h, ?h, 3] Flatten }',
    'block B { input x: [?h, h, 3] Flatten }',
  ],
])('the fix: %s', (_, text, mended) => {
  const told = check(`${text}\n${model}`).find(({ code }) => code === 'CNN105');
  expect(applyEdits(`${text}\n${model}`, told?.fix?.edits ?? [])).toBe(`${mended}\n${model}`);
});

test('a value that is spelled like a word of the language is told in a block that nothing applies, too', () => {
  const told = check(`block B(relu) { Dense(relu) }\n${model}`).filter(({ code }) => code === 'CNN132');
  expect(told.map(({ arguments: given }) => given)).toEqual([['parameter', 'relu']]);
});
