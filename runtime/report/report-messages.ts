import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** What there is to say of reports and lists of runs; codes are stable. */
export const reportMessages = {
  reportFailed: (folder: string, reason: string): Diagnostic =>
    diagnostic('CNN766', undefined, `the report of \`${folder}\` cannot be made: ${reason}`, {
      severity: 'warning',
      ...fix(`the run is whole; \`cnnc report ${folder} --no-pictures\` asks less of the machine`),
    }),
  noRunsThere: (directory: string, reason: string): Diagnostic =>
    diagnostic('CNN767', undefined, `the runs in \`${directory}\` cannot be listed: ${reason}`, {
      ...fix('give the directory that runs lie in, or the folder of one'),
    }),
  runLeftOut: (folder: string, reason: string): Diagnostic =>
    diagnostic('CNN768', undefined, `\`${folder}\` is left out: ${reason}`, {
      severity: 'warning',
      ...fix('put its `run.json` back from a copy, or remove the folder: nothing can be done with it'),
    }),
} as const;
