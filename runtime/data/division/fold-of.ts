import type { SplitSpec } from '../../../compiler/data/data-spec.ts';
import { usage } from '../../usage-error.ts';
import type { Fold } from '../split.ts';

/** How `--fold` is written: `2/5`, or `2` where the split says how many there are. */
const pattern = /^(\d{1,4})(?:\/(\d{1,4}))?$/;

const fewest = 2;
const most = 1000;

/** Whether `--fold` can be read at all. */
export const isFold = (written: string): boolean => pattern.test(written);

/**
 * Which fold is validated on: what `--fold` says, else the first of those that the split has; undefined without folds.
 * Throws a UsageError.
 */
export function foldOf({ folds }: SplitSpec, written: string | undefined): Fold | undefined {
  if (written === undefined) return folds === undefined ? undefined : { number: 1, of: folds };
  const [, number, of = folds] = pattern.exec(written) ?? [];
  if (number === undefined)
    throw usage(`\`--fold\` takes which fold of how many, not \`${written}\``, 'write `--fold 1/5`, say');
  if (of === undefined)
    throw usage(
      `\`--fold ${written}\` does not say of how many folds, nor does the split`,
      `write \`--fold ${written}/5\`, say, or \`folds = 5\` into \`split\``,
    );
  const fold = { number: Number(number), of: Number(of) };
  if (fold.number >= 1 && fold.of >= fewest && fold.of <= most && fold.number <= fold.of) return fold;
  throw usage(
    `there is no fold ${number} of ${of}`,
    `folds are counted from 1, and there are ${fewest} to ${most}: \`--fold 1/5\``,
  );
}
