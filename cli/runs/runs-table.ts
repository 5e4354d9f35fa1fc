import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { ListedRun } from '../../runtime/train/list-runs.ts';
import { formatMeasure } from '../run/format.ts';
import { formatSeconds } from '../../runtime/format-seconds.ts';
import { type Drawing, makeTable } from '../summary/make-table.ts';
import { columnsOf } from './columns-of.ts';
import type { RankedRuns } from './order.ts';

const wantedEpochs = ({ identity }: ListedRun): number =>
  identity.phases.reduce((sum, { epochs }) => sum + epochs, 0);

const secondsOf = ({ log }: ListedRun): number => log.reduce((sum, { seconds }) => sum + seconds, 0);

/** Runs as a person reads them. */
export function runsTable({ by, runs }: RankedRuns, drawing: Drawing): string {
  const shown = columnsOf(runs, by);
  const rows = runs.map(({ run, measures }) => [
    displayText(run.folder),
    displayText(run.identity.train),
    run.identity.engine,
    stateOf(run),
    ...shown.map((name) => (measures[name] === undefined ? '' : formatMeasure(measures[name]))),
    formatSeconds(secondsOf(run)),
  ]);
  const head = ['run', 'train', 'engine', 'epochs', ...shown.map(displayText), 'time'];
  return `${makeTable(head, 3, rows, drawing)}\n`;
}

const stateOf = (run: ListedRun): string => {
  const epochs = `${run.log.length}/${wantedEpochs(run)}`;
  return run.end === undefined ? `${epochs} not done` : epochs;
};

/** Runs as `--json` prints them. */
export const runsJson = ({ by, runs }: RankedRuns): object => ({
  ...(by !== undefined && { by }),
  runs: runs.map(({ run, measures }) => ({
    folder: run.folder,
    train: run.identity.train,
    engine: run.identity.engine,
    seed: run.identity.seed,
    done: run.end !== undefined,
    epochs: run.log.length,
    wanted_epochs: wantedEpochs(run),
    seconds: secondsOf(run),
    measures,
  })),
});
