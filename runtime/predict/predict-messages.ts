import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { WriteFailure } from '../files/write-failure.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** What there is to say of predicting for pictures; codes are stable. */
export const predictMessages = {
  severalInputs: (model: string, inputs: readonly string[]): Diagnostic =>
    diagnostic(
      'CNN760',
      undefined,
      `\`${model}\` has ${inputs.length} inputs (${inputs.map((name) => `\`${name}\``).join(', ')}): a picture is one`,
      fix('`cnnc build` writes the model for a program of yours that gives it all of them'),
    ),
  sheetTaken: (path: string): Diagnostic =>
    diagnostic('CNN762', undefined, `\`${path}\` is there already, and holds other things than predictions`, {
      ...fix('give `--out` the name of a folder that is new or empty'),
    }),
  sheetThere: (path: string): Diagnostic =>
    diagnostic('CNN763', undefined, `\`${path}\` holds earlier predictions`, {
      ...fix('give `--out` another name, or `--force` to replace them'),
    }),
  sheetAmongPictures: (path: string, place: string): Diagnostic =>
    diagnostic('CNN764', undefined, `\`${path}\` lies in \`${place}\`, whose pictures are read`, {
      ...fix('give `--out` a folder beside it: drawn pictures would be among them the next time'),
    }),
  sheetUnwritable: (path: string, { reason, fix: remedy }: WriteFailure): Diagnostic =>
    diagnostic('CNN765', undefined, `\`${path}\` cannot be written: ${reason}`, {
      ...fix(`${remedy}, or give \`--out\` another place`),
    }),
  nothingPredicted: (count: number): Diagnostic =>
    diagnostic(
      'CNN761',
      undefined,
      `${count === 1 ? 'what was given cannot be read' : `none of ${count} files can be read`}: nothing is predicted`,
      fix('give pictures, a folder that has some, or a pattern that matches some'),
    ),
} as const;
