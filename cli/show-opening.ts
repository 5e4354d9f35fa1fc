import type { Context } from './command.ts';
import { type ProgressLine, showProgress } from './show-progress.ts';

/** Says how far the pictures of a data set have been looked at, where that takes longer than a moment. */
export const showOpening = (context: Pick<Context, 'err' | 'errIsTerminal'>): ProgressLine =>
  showProgress(context, {
    doing: 'looking at the pictures',
    all: (total) => `looking at ${total} pictures`,
  });
