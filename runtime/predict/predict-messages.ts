import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { diagnostic, fix } from '../messages.ts';

/** What there is to say of predicting for pictures; codes are stable. */
export const predictMessages = {
  severalInputs: (model: string, inputs: readonly string[]): Diagnostic =>
    diagnostic(
      'CNN760',
      undefined,
      `\`${model}\` has ${inputs.length} inputs (${inputs.map((name) => `\`${name}\``).join(', ')}): a picture is one`,
      fix('`cnnc build` writes the model for a program of yours that gives it all of them'),
    ),
  nothingPredicted: (count: number): Diagnostic =>
    diagnostic(
      'CNN761',
      undefined,
      `${count === 1 ? 'what was given cannot be read' : `none of ${count} files can be read`}: nothing is predicted`,
      fix('give pictures, a folder that has some, or a pattern that matches some'),
    ),
} as const;
