import { specChanges } from '../../train/spec-changes.ts';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import type { RunReport } from '../report.ts';
import { markup, type Section, section, table } from '../../page/html.ts';
import { formatSeconds } from '../../format-seconds.ts';
import { figureOf } from '../../page/numbers.ts';

/** A run of several, with what it trained. */
export interface Compared {
  readonly report: RunReport;
  readonly train: TrainSpec;
}

/** Runs side by side: their figures, and what differs from the first. */
export function comparison(runs: readonly Compared[]): Section {
  const names = [...new Set(runs.flatMap(({ report }) => Object.keys(measuresOf(report))))];
  const rows = runs.map(({ report }) => {
    const measures = measuresOf(report);
    const seconds = report.log.reduce((sum, each) => sum + each.seconds, 0);
    return [
      report.name,
      ...names.map((name) => (measures[name] === undefined ? '' : figureOf(measures[name]))),
      report.log.length,
      formatSeconds(seconds),
      figureOf(report.model.parameters),
    ];
  });
  const [first, ...others] = runs;
  const differences =
    first === undefined
      ? []
      : others.map(({ report, train }) => {
          const found = differencesOf(first, { report, train });
          return markup`<h3>${report.name}, beside ${first.report.name}</h3>
            ${
              found.length === 0
                ? markup`<p>Nothing of the specification, the data, the seed or the engine differs.</p>`
                : markup`<ul>
                    ${found.map((each) => markup`<li>${each}</li>`)}
                  </ul>`
            }`;
        });
  return section(
    'comparison',
    'Runs',
    table('runs', ['run', ...names, 'epochs', 'training', 'parameters'], rows),
    ...differences,
  );
}

function measuresOf({ evaluated, log }: RunReport): Readonly<Record<string, number>> {
  return typeof evaluated === 'string' ? (log.at(-1)?.measures ?? {}) : evaluated.evaluation.measures;
}

function differencesOf(first: Compared, other: Compared): readonly string[] {
  const [a, b] = [first.report.identity, other.report.identity];
  const differs = (what: string, before: string | number, after: string | number): readonly string[] =>
    before === after ? [] : [`${what}: ${before}, here ${after}`];
  return [
    ...specChanges(first.train, other.train).map((change) =>
      change.replaceAll(' in the run', ' there').replaceAll(' now', ' here'),
    ),
    ...differs('epochs', epochsOf(a), epochsOf(b)),
    ...differs('batch', batchesOf(a), batchesOf(b)),
    ...(a.data === b.data ? [] : ['the data']),
    ...differs('seed', a.seed, b.seed),
    ...differs('engine', a.engine, b.engine),
  ];
}

const epochsOf = ({ phases }: RunReport['identity']): string =>
  phases.map(({ epochs }) => epochs).join(' + ');
const batchesOf = ({ phases }: RunReport['identity']): string => phases.map(({ batch }) => batch).join(', ');
