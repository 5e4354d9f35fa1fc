import { expect, it } from 'vitest';
import { keepsBest } from '../../../../compiler/codegen/model/metrics-of.ts';
import { compileText } from '../../../support/compile-text.ts';

/** The phase of a training that watches a measure. */
function phaseThat(watches: string) {
  const { value } =
    compileText(`model M { input image: float32[8, 8, 1]  Flatten  output kind: Dense(4, activation=softmax) }
    data D { source = shapes(count=20, size=8, channels=1, classes=4)  field kind: class[4]  split { train = 50%  valid = 50% } }
    train M on D { batch = 2
      objective kind { loss = sparse_categorical_crossentropy  metrics = [accuracy, ece] }
      phase p { epochs = 1  optimizer = Adam  ${watches} } }`);
  const phase = value.trains[0]?.spec.phases[0];
  if (phase === undefined) throw new Error('no phase');
  return phase;
}

it('code for Keras keeps the best weights by what it tells itself, and by nothing else', () => {
  const best = (monitor: string) => keepsBest('keras', phaseThat(`keep = best  monitor = ${monitor}`));
  expect(['val_loss', 'loss', 'val_accuracy', 'val_ece'].map(best)).toEqual([true, true, true, false]);
  expect(keepsBest('typescript', phaseThat('keep = best  monitor = val_loss'))).toBe(false);
});
