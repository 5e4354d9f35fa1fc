import type { Context } from './command.ts';
import { formatCount } from './run/format.ts';

/** Milliseconds before anything is said, and between two states of a line that moves. */
const patience = 1000;
const interval = 100;

/** How something that takes long is called. */
export interface Doing {
  /** `looking at the pictures`: what stands before `12 of 300`. */
  readonly doing: string;
  /** `looking at 300 pictures`: where the line cannot move. */
  readonly all: (total: string) => string;
}

/** A line that tells how far something has come. */
export interface ProgressLine {
  readonly watch: (done: number, total: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/**
 * Says how far something has come, where it takes longer than a moment: a line that moves where there is a terminal, else one that
 * says what is done.
 */
export function showProgress(
  { err, errIsTerminal }: Pick<Context, 'err' | 'errIsTerminal'>,
  { doing, all }: Doing,
): ProgressLine {
  let due: number | undefined;
  let shown = false;
  const end = (): void => {
    if (shown && errIsTerminal) err('\r\u001b[K');
    [due, shown] = [undefined, false];
  };
  return {
    watch(done, total) {
      if (done >= total) return end();
      const now = performance.now();
      due ??= now + patience;
      if (now < due || (shown && !errIsTerminal)) return;
      [due, shown] = [now + interval, true];
      const moving = `\r\u001b[K${doing}: ${formatCount(done)} of ${formatCount(total)}`;
      err(errIsTerminal ? moving : `${all(formatCount(total))} …\n`);
    },
    end,
  };
}
