import type { Watch } from '../runtime/data/pictures/measure.ts';
import type { Context } from './command.ts';
import { formatCount } from './run/format.ts';

/** Milliseconds before anything is said, and between two states of a line that moves. */
const patience = 1000;
const interval = 100;

/**
 * Says how far the pictures of a data set have been looked at, where that takes longer than a moment: a line that moves where
 * there is a terminal, else one that says what is done.
 */
export function showOpening({ err, errIsTerminal }: Pick<Context, 'err' | 'errIsTerminal'>): {
  readonly watch: Watch;
  /** Takes the line away. */
  readonly end: () => void;
} {
  let due: number | undefined;
  let shown = false;
  const end = (): void => {
    if (shown && errIsTerminal) err('\r\u001b[K');
    [due, shown] = [undefined, false];
  };
  return {
    watch(done, total) {
      if (done === total) return end();
      const now = performance.now();
      due ??= now + patience;
      if (now < due || (shown && !errIsTerminal)) return;
      [due, shown] = [now + interval, true];
      const moving = `\r\u001b[Klooking at the pictures: ${formatCount(done)} of ${formatCount(total)}`;
      err(errIsTerminal ? moving : `looking at ${formatCount(total)} pictures …\n`);
    },
    end,
  };
}
