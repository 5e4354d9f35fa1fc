import { formatBytes } from '../compiler/diagnostics/messages/format-bytes.ts';
import type { DownloadObserver } from '../runtime/files/download/download.ts';
import type { Context } from './command.ts';

/** Milliseconds between two states of a line that moves. */
const interval = 100;

/** Shows how sets of weights are fetched: a line that moves where there is a terminal, else one that says what is begun. */
export function showDownloads({ err, errIsTerminal }: Context): (set: string) => DownloadObserver {
  return (set) => {
    let [begun, shown] = [false, 0];
    const begin = (text: string): void => {
      if (!begun) err(`${text}\n`);
      begun = true;
    };
    return {
      progress({ received, total }) {
        if (!errIsTerminal) {
          return begin(`fetching the weights ${set}${total === undefined ? '' : ` (${formatBytes(total)})`}`);
        }
        if (performance.now() - shown < interval) return;
        shown = performance.now();
        const of = total === undefined ? '' : ` of ${formatBytes(total)}`;
        err(`\r\u001b[Kfetching the weights ${set}: ${formatBytes(received)}${of}`);
      },
      waiting: (pid) => begin(`process ${pid} is fetching the weights ${set}: waiting for it`),
      end() {
        if (shown > 0) err('\r\u001b[K');
      },
    };
  };
}
