import { dirname, join } from 'node:path';
import Table from 'cli-table3';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { folderInData } from '../../runtime/data/data-directories.ts';
import { makeDirectory } from '../../runtime/files/make-directory.ts';
import { drawRange, isRangePicture, rateText } from '../../runtime/foretell/draw-range.ts';
import { descentOf, findRate, type RateRange } from '../../runtime/foretell/rate-range.ts';
import type { PreparedRun } from '../../runtime/prepare/prepare-run.ts';
import { RunError } from '../../runtime/run-error.ts';
import { Interrupted } from '../../runtime/train/phase-context.ts';
import { runsFolder } from '../../runtime/train/run-files.ts';
import type { Context, ExitCode } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';
import { refuseOutput } from '../refuse-output.ts';
import { writeResult } from '../write-result.ts';
import { formatMeasure } from './format.ts';
import { listenForInterrupt } from './interrupt.ts';
import type { CheckedOptions } from './options.ts';

/** `cnnc run FILE --find-rate`: the learning-rate range test of the first phase. Throws a RunError. */
export async function tellRate(
  { plan, directories }: PreparedRun,
  { out, json }: Pick<CheckedOptions, 'out' | 'json'>,
  context: Context,
): Promise<ExitCode> {
  const [phase] = plan.phases;
  if (phase === undefined) throw new RangeError('a train block has a phase');
  const { name } = plan.train;
  const place = out ?? join(runsFolder, `${name}-rate.svg`);
  const refused =
    (await folderInData(dirname(place), directories, '--out')) ??
    (await refuseOutput(place, { inputs: [], data: directories, isOwn: isRangePicture, force: false }));
  if (refused !== undefined) throw new RunError(refused);
  const interrupt = listenForInterrupt(() => undefined);
  try {
    const range = await findRate(plan, phase, interrupt.requested);
    await makeDirectory(dirname(place)).catch(() => undefined);
    const failed = await writeResult(place, drawRange(name, range));
    context.out(json ? toJson(rateEvent(range, place)) : rateTable(range, place));
    if (failed !== undefined) throw new RunError(failed);
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    throw error;
  } finally {
    interrupt.remove();
  }
}

const rateEvent = ({ phase, updates, diverged, steepest, tenth }: RateRange, picture: string) => ({
  event: 'rates',
  phase,
  diverged,
  estimates: { steepest: steepest ?? null, minimum_tenth: tenth ?? null },
  picture,
  updates: updates.map(({ rate, loss, smoothed }) => ({
    rate,
    loss: finite(loss),
    smoothed: finite(smoothed),
  })),
});

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Says that estimates may be chance, where there are any and the loss hardly falls. */
function chance(updates: RateRange['updates'], steepest: number | undefined): string {
  const { fall, scatter } = descentOf(updates);
  if (steepest === undefined || fall >= scatter) return '';
  return `  chance    the loss falls by ${formatMeasure(fall)} in all, less than from one batch to the next (${formatMeasure(scatter)}): both may be chance;
            a larger batch, or \`augment\` left out, shows more
`;
}

/** One update of so many has a row. */
const every = 7;

const bars = '▁▂▃▄▅▆▇█';

/** What a person reads: some of the updates, each with a bar as high as its loss, then the estimates. */
export function rateTable({ phase, updates, diverged, steepest, tenth }: RateRange, picture: string): string {
  const rows = updates.filter((_, index) => index % every === 0 || index === updates.length - 1);
  const smoothed = rows.map((row) => row.smoothed).filter(Number.isFinite);
  const least = Math.min(...smoothed);
  // What runs away is beyond any bar.
  const most = least + 2 * ((smoothed[0] ?? least) - least || 1);
  const bar = (value: number): string => {
    if (!Number.isFinite(value)) return '';
    const share = Math.min(1, (value - least) / (most - least));
    return (bars[Math.round(share * (bars.length - 1))] ?? '').repeat(1 + Math.round(share * 23));
  };
  const table = new Table({
    head: ['rate', 'loss', 'smoothed', ''],
    colAligns: ['right', 'right', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  });
  for (const { rate, loss, smoothed: mean } of rows)
    table.push([rateText(rate), formatMeasure(loss), formatMeasure(mean), bar(mean)]);
  const estimate = (rate: number | undefined): string =>
    rate === undefined ? 'none: the loss never falls' : rateText(rate);
  const end = diverged
    ? `the loss ran away at ${rateText(updates.at(-1)?.rate ?? 0)}`
    : 'the loss did not run away';
  return `${table.toString()}
  phase     ${displayText(phase)}, ${updates.length} updates on weights that are thrown away; ${end}
  steepest  ${estimate(steepest)}  where the loss falls fastest
  minimum   ${estimate(tenth)}  a tenth of the rate at which the loss is least
${chance(updates, steepest)}  picture   ${displayText(picture)}
`;
}
