import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { Source } from '../../../grammar/source.ts';
import { type HeadMeaning, trainedHeads } from '../../../runtime/evaluate/head-meaning.ts';

/** What an output stands for that is trained so. */
function meaningOf(output: string, objective: string): HeadMeaning | undefined {
  const text = `model M { input image: float32[4, 4, 3]  ${output} }
    data D { source = folder("pictures", boxes="boxes.csv")  split { train = 100% }
      field kind: class[2]  field place: box[center]  prepare { Resizing(4, 4)  Rescaling(1/255) } }
    train M on D { batch = 2  objective y { ${objective} }  phase p { epochs = 1  optimizer = Adam } }`;
  const { value, diagnostics } = compile(new Source('m.cnn', text));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value.trains.flatMap(({ spec }) => trainedHeads(spec)).at(0)?.meaning;
}

const picture = 'output y: Conv2D(3, 3, padding=same)';

test.each<[string, string, HeadMeaning]>([
  [picture, 'target = image  loss = mse', { kind: 'numbers' }],
  [
    'Flatten  output y: Dense(2, activation=softmax)',
    'target = kind  loss = sparse_categorical_crossentropy',
    { kind: 'classes', classes: 2, activation: 'none' },
  ],
  [
    'Flatten  output y: Dense(2)',
    'target = kind  loss = sparse_categorical_crossentropy(from_logits=true)',
    { kind: 'classes', classes: 2, activation: 'softmax' },
  ],
  [
    'Flatten  output y: Dense(1)',
    'target = kind  loss = binary_crossentropy(from_logits=true)',
    { kind: 'binary', activation: 'sigmoid' },
  ],
  [
    'Flatten  output y: Dense(4)',
    'target = place  loss = mse',
    { kind: 'box', form: { format: 'center', encoding: [] } },
  ],
])('%s { %s }', (output, objective, meaning) => {
  expect(meaningOf(output, objective)).toEqual(meaning);
});
