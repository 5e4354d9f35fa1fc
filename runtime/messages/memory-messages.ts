import { diagnostic, fix } from '../diagnostic.ts';
import { describeFitting, type Fitting } from '../../compiler/diagnostics/messages/describe-fitting.ts';
import type { Load } from '../../compiler/targets/svg/load-of.ts';
import type { Span } from '../../grammar/span.ts';

/** What is said of budgets and of what is too large. */
export const memoryMessages = {
  overBudgetTogether: (
    span: Span | undefined,
    phase: string,
    sizes: Readonly<Record<'training' | 'files' | 'preparing' | 'together' | 'budget', string>>,
    enough: string,
  ) =>
    diagnostic(
      'CNN638',
      span,
      `\`phase ${phase}\` and its data take ${sizes.together} of memory together, more than \`memory = ${sizes.budget}\``,
      {
        notes: [
          `training: ${sizes.training}; files of the data that are held: ${sizes.files}; the largest picture while it is prepared: ${sizes.preparing}`,
        ],
        ...fix(`\`memory = ${enough}\`, a smaller batch, or less data`),
      },
    ),
  noBudget: (span: Span, phase: string) =>
    diagnostic('CNN634', span, `\`--batch auto\` needs a budget, and the phase \`${phase}\` has none`, {
      ...fix('write `memory = 2 GiB`, say, in the train block, or give a number'),
    }),
  pictureTooLarge: (span: Span, model: string, { boxes, passes }: Load, most: Load) =>
    diagnostic(
      'CNN703',
      span,
      boxes > most.boxes
        ? `a picture of \`${model}\` would have ${boxes} boxes, and ${most.boxes} are the most`
        : `arrows in a picture of \`${model}\` would pass by ${passes} rows of boxes, and ${most.passes} are the most`,
      {
        ...fix(
          'put what belongs together into blocks and loops: what repeats is drawn once; `cnnc summary` lists every layer',
        ),
      },
    ),
  overBudget: (
    span: Span | undefined,
    phase: string,
    batch: number,
    sizes: { readonly peak: string; readonly budget: string; readonly engine: string },
    fitting: Fitting,
  ) =>
    diagnostic(
      'CNN632',
      span,
      `the phase \`${phase}\` needs ${sizes.peak} at a batch of ${batch} on this engine, \`${sizes.engine}\`, over its budget of ${sizes.budget}`,
      fix(describeFitting(fitting, (other) => `--batch ${other}`)),
    ),
} as const;
