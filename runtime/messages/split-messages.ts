import { diagnostic, fix } from '../diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { counted, listed } from './wording.ts';

/** What is said of the parts of data. */
export const splitMessages = {
  classColumn: (
    span: Span | undefined,
    file: string,
    column: string,
    found: readonly string[],
    classes: number,
  ) =>
    diagnostic(
      'CNN716',
      span,
      `the column \`${column}\` of \`${file}\` has ${counted(found.length, 'class')}, but the field has ${counted(classes, 'class')}`,
      {
        notes: [`found: ${listed(found)}`],
        ...fix(`declare \`class[${found.length}]\`, or correct the file: each name is a class`),
      },
    ),
  noValidPart: (span: Span | undefined, by: string) =>
    diagnostic('CNN713', span, `the data has no part \`valid\`, of which \`by = ${by}\` makes one`, {
      ...fix('cut it from `train`: `valid = 10%`; or go without: `valid = 0%`'),
    }),
  noColumn: (span: Span | undefined, column: string) =>
    diagnostic('CNN714', span, `the data has no column \`${column}\``, {
      ...fix('correct its name in `split`: it is written in the first line of the file'),
    }),
  noPart: (span: Span | undefined, column: string, cell: string) =>
    diagnostic('CNN715', span, `\`${cell.slice(0, 60)}\` in the column \`${column}\` is no part`, {
      notes: ['parts are `train`, `valid` (or `validation`, `val`, `dev`) and `test`'],
      ...fix('correct the cell, or divide by something else'),
    }),
  foldEmpty: (
    span: Span | undefined,
    fold: { readonly number: number; readonly of: number },
    count: number,
  ) =>
    diagnostic('CNN717', span, `fold ${fold.number} of ${fold.of} has no example: there are ${count}`, {
      ...fix('make fewer folds: each has at least one example, or one group'),
    }),
  otherClassInPart: (span: Span | undefined, directory: string, name: string, classes: readonly string[]) =>
    diagnostic('CNN718', span, `\`${directory}\` has the class folder \`${name}\`, which \`train\` has not`, {
      notes: [`\`train\` holds ${listed(classes)}`],
      ...fix('name the folders of each part alike, or take this one away'),
    }),
  partFolders: (span: Span | undefined, directory: string, found: readonly string[]) =>
    diagnostic(
      'CNN719',
      span,
      `\`${directory}\` has no folder \`train\`, of which \`by = folder\` makes the training part`,
      {
        notes: [`found: ${found.length === 0 ? 'no folders' : listed(found)}`],
        ...fix(
          'give the directory that holds `train`, `valid` and `test`; or leave `by = folder` out, and each folder is a class',
        ),
      },
    ),
  partsNotClasses: (
    span: Span | undefined,
    directory: string,
    parts: readonly string[],
    part: { readonly directory: string; readonly holds: readonly string[] },
  ) =>
    diagnostic(
      'CNN701',
      span,
      `\`${directory}\` is divided into parts, which are no classes: ${listed(parts)}`,
      {
        notes: [`\`${part.directory}\` holds ${listed(part.holds)}`],
        ...fix(
          `say that they are: \`split { by = folder }\`; or take one part, \`folder("${part.directory}")\``,
        ),
      },
    ),
  partEmpty: (span: Span | undefined, part: string, percent: string, count: number) =>
    diagnostic('CNN612', span, `the split leaves no example to \`${part}\``, {
      notes: [`${percent} of ${counted(count, 'example')} is less than one`],
      ...fix(`give \`${part}\` a larger part, or bring more data`),
    }),
  ownTestSet: (span: Span | undefined, count: number) =>
    diagnostic(
      'CNN615',
      span,
      `the source has a test set of its own, so \`test\` in the split is shared among the other parts`,
      {
        severity: 'warning',
        notes: [`the test set has ${counted(count, 'example')}`],
        ...fix('leave `test` out of the split'),
      },
    ),
} as const;
