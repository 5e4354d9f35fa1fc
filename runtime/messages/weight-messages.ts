import { diagnostic, fix } from '../diagnostic.ts';
import { weightsUnreadable } from '../weights/weights-unreadable.ts';
import type { Span } from '../../grammar/span.ts';
import { listed } from './wording.ts';

/** What is said of the weights that a model begins with. */
export const weightMessages = {
  weightsUnreadable,
  weightsSurplus: (span: Span | undefined, file: string, part: string, names: readonly string[]) =>
    diagnostic('CNN690', span, `the weights \`${file}\` hold what \`${part}\` has no place for`, {
      severity: 'warning',
      notes: [`in the file only: ${listed(names)}`, 'all that the model has was found by its name'],
      ...fix(`add the layers to \`${part}\` where they are wanted`),
    }),
  weightsUnsure: (span: Span | undefined, file: string, part: string, names: readonly string[]) =>
    diagnostic('CNN692', span, `the weights \`${file}\` do not say whether they have gamma or beta`, {
      severity: 'warning',
      notes: [
        `of \`${part}\`, which has one of the two, in ${listed(names)}; the file has as many weights there, without names`,
      ],
      ...fix(
        'see that Keras’s layer has the same `center` and `scale`; a `.h5` file (`model.save("m.h5")`) names its weights',
      ),
    }),
  weightsNotFinite: (span: Span | undefined, file: string, names: readonly string[]) =>
    diagnostic('CNN652', span, `the weights \`${file}\` hold numbers that are NaN or infinite`, {
      severity: 'warning',
      notes: [`in ${listed(names)}`],
      ...fix('take weights of before the loss was lost, or leave them to begin anew'),
    }),
  weightsDiffer: (
    span: Span,
    file: string,
    part: string,
    {
      differences,
      fix: remedy = otherFile,
    }: { readonly differences: readonly string[]; readonly fix?: string },
  ) =>
    diagnostic('CNN635', span, `the weights \`${file}\` do not fit \`${part}\``, {
      notes: [
        ...differences.slice(0, mostDifferences),
        ...(differences.length > mostDifferences ? [`and ${differences.length - mostDifferences} more`] : []),
      ],
      ...fix(remedy),
    }),
  weightsNotFetched: (
    span: Span,
    set: string,
    url: string,
    why: { readonly reason: string; readonly fix: string },
    place: string,
  ) =>
    diagnostic('CNN636', span, `the weights \`${set}\` cannot be fetched: ${why.reason}`, {
      notes: [`from ${url}`],
      ...fix(`${why.fix}; or put the file at \`${place}\`, or give \`--weights ${set}=PATH\``),
    }),
  weightsUseless: (span: Span, set: string, url: string, reason: string) =>
    diagnostic('CNN730', span, `what is fetched for \`${set}\` is no file of weights: ${reason}`, {
      notes: [`from ${url}`],
      ...fix(`correct the address: it must give the file itself; or give \`--weights ${set}=PATH\``),
    }),
  weightsDamaged: (span: Span, set: string, file: string, found: string, wanted: string) =>
    diagnostic('CNN637', span, `the weights \`${set}\` are not the ones that the model declares`, {
      notes: [`\`${file}\` comes to ${found}`, `expected: ${wanted}`],
      ...fix('remove the file and fetch it again, or correct the checksum'),
    }),
} as const;

const otherFile = 'make the model as it was when the file was written, or take another file';

/** Differences of weights that are told. */
const mostDifferences = 8;
