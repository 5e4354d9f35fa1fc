import Table from 'cli-table3';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { formatBytes } from '../../compiler/diagnostics/format-bytes.ts';
import type { EpochRecord } from '../../runtime/train/record.ts';
import { formatCount, formatMeasure, formatRate, formatSeconds } from './format.ts';
import { formatMeasures } from './measures.ts';
import type { RunSummary } from './summary.ts';

/** More epochs than this are shown as a row a phase. */
const mostRows = 12;

/** What a run came to, as a person reads it: a table of epochs (of phases, where there are many), then figures. */
export function closingTable(history: readonly EpochRecord[], summary: RunSummary): string {
  const rows = history.length <= mostRows ? history : lastOfPhases(history);
  const names = [...new Set(rows.flatMap(({ measures }) => Object.keys(measures)))];
  const table = new Table({
    head: ['phase', 'epoch', ...names.map(displayText), 'time', 'images/s'],
    colAligns: ['left', ...Array.from({ length: names.length + 3 }, () => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  for (const { phase, epoch, measures, seconds, images } of rows) {
    const values = names.map((name) => {
      const value = measures[name];
      return value === undefined ? '' : formatMeasure(value);
    });
    table.push([displayText(phase), epoch, ...values, formatSeconds(seconds), formatRate(images / seconds)]);
  }
  const lines = figures(summary).map(([name, text]) => `  ${name.padEnd(8)} ${displayText(text)}`);
  return `${rows.length === 0 ? '' : `${table.toString()}\n`}${lines.join('\n')}\n`;
}

function figures(summary: RunSummary): (readonly [string, string])[] {
  const { test, imagesPerSecond, seconds, dataWait, skipped, out, drawsOfEachClass } = summary;
  const waited = seconds > 0 ? ` (${((100 * dataWait) / seconds).toFixed(0)}% of it waiting for data)` : '';
  return [
    ...(Object.keys(test).length > 0 ? [['test', formatMeasures(test)] as const] : []),
    ['speed', `${formatRate(imagesPerSecond)} images/s, ${formatSeconds(seconds)} of training${waited}`],
    ['memory', memory(summary)],
    ...(drawsOfEachClass === undefined
      ? []
      : [['balance', `${formatCount(drawsOfEachClass)} draws of each class an epoch`] as const]),
    ...(skipped > 0
      ? [['skipped', `${skipped} ${skipped === 1 ? 'file' : 'files'} that could not be read`] as const]
      : []),
    ['run', out],
  ];
}

/** What was foretold, and what it came to. */
function memory({ peakBytes, processPeakBytes, foretoldProcessBytes }: RunSummary): string {
  const [foretold, measured] = [formatBytes(peakBytes), formatBytes(processPeakBytes)];
  return foretoldProcessBytes === undefined
    ? `${foretold} of tensors at the peak, ${measured} of process`
    : `${measured} of process at the peak; foretold ${formatBytes(foretoldProcessBytes)}, ${foretold} of them added by training`;
}

const lastOfPhases = (history: readonly EpochRecord[]): readonly EpochRecord[] =>
  history.filter((record, index) => record.phase !== history[index + 1]?.phase);
