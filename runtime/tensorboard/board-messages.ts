import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { WriteFailure } from '../files/write-failure.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** What there is to say of files for TensorBoard; codes are stable. */
export const boardMessages = {
  boardFailed: (directory: string, { reason, fix: remedy }: WriteFailure): Diagnostic =>
    diagnostic(
      'CNN785',
      undefined,
      `\`${directory}\` gets no more of this run for TensorBoard: ${reason}; the run goes on`,
      {
        severity: 'warning',
        ...fix(`${remedy}; what is missing there is added where the run is gone on with (\`--resume\`)`),
      },
    ),
  boardTaken: (directory: string): Diagnostic =>
    diagnostic('CNN786', undefined, `\`${directory}\` holds files for TensorBoard of another run`, {
      ...fix(
        'give a folder of its own, or leave it out: `--tensorboard` alone writes into the folder of the run',
      ),
    }),
} as const;
