import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import { diagnostic, fix } from '../diagnostic.ts';

/** That a file of weights cannot be read; said by editors, too, so that it stands apart from what only a run says. */
export const weightsUnreadable = (span: Span, file: string, problem: string, remedy: string): Diagnostic =>
  diagnostic('CNN633', span, `the weights \`${file}\` cannot be read: ${problem}`, fix(remedy));
