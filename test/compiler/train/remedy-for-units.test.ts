import { expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { applyEdits } from '../../../grammar/apply-edits.ts';
import { Source } from '../../../grammar/source.ts';

const trained = (text: string): string => `${text}
data D { source = shapes(count=30, classes=4)  field label: class[4] }
train M on D {
  batch = 8
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}
`;

const model = (body: string, parameters = ''): string =>
  `model M${parameters} { input image: float32[32, 32, 1]  Flatten  ${body} }`;
const head = (units: string): string => `output label: Dense(${units}, activation=softmax)`;

/** What is wrong with the classes of a text, and the text with that mended. */
function mend(text: string): { readonly title: string | undefined; readonly after: string | undefined } {
  const source = new Source('a.cnn', trained(text));
  const { fix } = compile(source).diagnostics.find(({ code }) => code === 'CNN405') ?? {};
  return { title: fix?.title, after: fix?.edits && applyEdits(source.text, fix.edits) };
}

it.each([
  ['a number', model(head('10')), model(head('4'))],
  ['a parameter of the model', model(head('n'), '(n = 10)'), model(head('n'), '(n = 4)')],
  ['a `let` of the file', `let n = 10  ${model(head('n'))}`, `let n = 4  ${model(head('n'))}`],
  ['a `let` of the model', model(`let n = 10  ${head('n')}`), model(`let n = 4  ${head('n')}`)],
  [
    'an argument of a block',
    `block Top(n) { Dense(n, activation=softmax) }  ${model('output label: Top(10)')}`,
    `block Top(n) { Dense(n, activation=softmax) }  ${model('output label: Top(4)')}`,
  ],
  [
    'the default of a block',
    `block Top(n = 10) { Dense(n, activation=softmax) }  ${model('output label: Top')}`,
    `block Top(n = 4) { Dense(n, activation=softmax) }  ${model('output label: Top')}`,
  ],
  [
    'a name that is given on',
    `block Top(n) { Dense(n, activation=softmax) }  ${model('output label: Top(k)', '(k = 10)')}`,
    `block Top(n) { Dense(n, activation=softmax) }  ${model('output label: Top(k)', '(k = 4)')}`,
  ],
])('classes are mended where their number is written: %s', (_, before, after) => {
  const mended = mend(before);
  expect(mended.after).toBe(trained(after));
  const { diagnostics } = compile(new Source('a.cnn', mended.after ?? ''));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it.each([
  ['a `let` that others use', `let n = 10  ${model(`Dense(n)  ${head('n')}`)}`],
  ['a number that is reckoned', `let n = 5 * 2  ${model(head('n'))}`],
  [
    'the default of a block that is applied twice',
    `block Top(n = 10) { Dense(n, activation=softmax) }  ${model('Top  output label: Top')}`,
  ],
])('nothing is changed that others may need: %s', (_, text) => {
  expect(mend(text)).toEqual({
    title: 'give the last layer 4 units, or declare `field label: class[10]`',
    after: undefined,
  });
});
