import { expect, test } from 'vitest';
import { train, UsageError } from '../../runtime/api.ts';
import { checkTrainOptions } from '../../runtime/train-options.ts';

test.each([
  [{ epoch: 3 }, '`train` has no option `epoch`\n  = fix: did you mean `epochs`?'],
  [{ verbose: 1 }, '`train` has no option `verbose`'],
  [
    { epochs: 0 },
    '`epochs` takes a whole number from 1 to 1000000, not `0`\n  = fix: write `epochs: 10`, say',
  ],
  [{ batch: '32' }, '`batch` takes a whole number from 1 to 1000000, not `32`'],
  [{ seed: -1 }, '`seed` takes a whole number from 0 to 4294967295, not `-1`'],
  [{ epochs: NaN }, '`epochs` takes a whole number'],
])('%j is refused before anything is read', async (options, message) => {
  const failure: unknown = await train('nowhere.cnn', options as never).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as UsageError).message).toContain(message);
});

test('all that is an option passes', () => {
  checkTrainOptions({
    epochs: 1,
    batch: 'auto',
    seed: 0,
    data: {},
    weights: {},
    followLinks: true,
    out: 'x',
  });
  checkTrainOptions({ train: 'M', engine: 'cpu', resume: true, observer: {}, signal: AbortSignal.abort() });
});
