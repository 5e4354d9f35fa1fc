import { suggest } from '../../compiler/foreign/suggest.ts';
import { usage } from '../../runtime/usage-error.ts';
import { weightsEpoch } from '../../runtime/train/run-end.ts';
import type { Measures } from '../../runtime/train/record.ts';
import type { ListedRun } from '../../runtime/train/list-runs.ts';

/** A run with its measures: of the epoch whose weights it has, and of the test part with `test_` in front. */
export interface RankedRun {
  readonly run: ListedRun;
  readonly measures: Measures;
}

/** Runs, the best first. */
export interface RankedRuns {
  /** What they were compared by; absent where no run has any measure. */
  readonly by?: string;
  readonly runs: readonly RankedRun[];
}

/** What is the better the smaller it is. */
const isLess = (measure: string): boolean => /(?:loss|mae|mse|rmse|error|brier|ece)$/.test(measure);

/** Orders runs by a measure, or by what most of them were validated by; what lacks it comes last, the newest first. */
export function order(found: readonly ListedRun[], asked: string | undefined): RankedRuns {
  const runs = found.map((run) => ({ run, measures: measuresOf(run) }));
  const known = [...new Set(runs.flatMap(({ measures }) => Object.keys(measures)))];
  if (asked !== undefined && !known.includes(asked) && runs.length > 0) throw unknown(asked, known);
  const by = asked ?? usual(runs, known);
  const sign = by !== undefined && isLess(by) ? 1 : -1;
  const rank = ({ measures }: RankedRun): number => {
    const value = measures[by ?? ''];
    return value === undefined ? Infinity : sign * value;
  };
  const ordered = runs.toSorted((a, b) => compare(rank(a), rank(b)) || b.run.changed - a.run.changed);
  return { ...(by !== undefined && { by }), runs: ordered };
}

function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function measuresOf({ log, end }: ListedRun): Measures {
  const test = Object.entries(end?.test ?? {}).map(([name, value]) => [`test_${name}`, value] as const);
  return { ...weightsEpoch(log, end)?.measures, ...Object.fromEntries(test) };
}

/** The measure that most runs have: of a validation rather than of the test or the training, a metric rather than a loss. */
function usual(runs: readonly RankedRun[], known: readonly string[]): string | undefined {
  const often = (name: string): number => runs.filter(({ measures }) => name in measures).length;
  const kinds = ['val_', 'test_', ''];
  for (const kind of kinds) {
    const [best] = known
      .filter((name) => name.startsWith(kind) && 2 * often(name) > runs.length)
      .toSorted((a, b) => often(b) - often(a) || Number(isLess(a)) - Number(isLess(b)));
    if (best !== undefined) return best;
  }
  return known[0];
}

function unknown(asked: string, known: readonly string[]): Error {
  const suggestion = suggest(asked, [...known]);
  return usage(
    `no run has a measure \`${asked}\``,
    suggestion === undefined ? `there are ${known.join(', ')}` : `did you mean \`${suggestion}\`?`,
  );
}
