import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { ListedRun } from '../../runtime/train/list-runs.ts';
import { formatMeasure } from '../run/format.ts';
import { formatSeconds } from '../../runtime/format-seconds.ts';
import { type Drawing, makeTable } from '../summary/make-table.ts';
import type { RankedRun, RankedRuns } from './order.ts';

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

const mostMeasures = 4;

/** The measure that decides, then what most runs have. */
function columnsOf(runs: readonly RankedRun[], by: string | undefined): readonly string[] {
  const names = [...new Set(runs.flatMap(({ measures }) => Object.keys(measures)))];
  const often = (name: string): number => runs.filter(({ measures }) => name in measures).length;
  const others = names.filter((name) => name !== by).sort((a, b) => often(b) - often(a));
  const told = others.filter((name) => name.startsWith('val_') || name.startsWith('test_'));
  return [...(by === undefined ? [] : [by]), ...told, ...others.filter((name) => !told.includes(name))].slice(
    0,
    mostMeasures,
  );
}

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
