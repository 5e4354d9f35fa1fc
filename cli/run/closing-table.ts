import Table from 'cli-table3';
import { displayText, displayWidth } from '../../compiler/diagnostics/display-width.ts';
import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import type { EpochRecord } from '../../runtime/train/record.ts';
import { formatCount, formatMeasure, formatRate } from './format.ts';
import { formatSeconds } from '../../runtime/format-seconds.ts';
import { foldParts, formatMeasures, usualWidth } from './measures.ts';
import type { RunSummary } from './summary.ts';

/** More epochs than this are shown as a row a phase. */
const mostRows = 12;

/**
 * What a run came to, as a person reads it in `width` columns: a table of epochs (of phases, where there are many), as
 * several tables where there are more measures than fit, then figures.
 */
export function closingTable(
  history: readonly EpochRecord[],
  summary: RunSummary,
  width = usualWidth,
): string {
  const rows = history.length <= mostRows ? history : lastOfPhases(history);
  const column = (name: string, write: (row: EpochRecord) => string): Column => ({
    name: displayText(name),
    values: rows.map((row) => displayText(write(row))),
  });
  const names = [...new Set(rows.flatMap(({ measures }) => Object.keys(measures)))];
  const columns = [
    ...names.map((name) => column(name, ({ measures }) => written(measures[name]))),
    column('time', ({ seconds }) => formatSeconds(seconds)),
    column('images/s', ({ images, seconds }) => formatRate(images / seconds)),
  ];
  const places = [column('phase', ({ phase }) => phase), column('epoch', ({ epoch }) => String(epoch))];
  const tables = rows.length === 0 ? [] : sideBySide(places, columns, width);
  const lines = figures(summary).map(([name, text]) => folded(name, displayText(text), width));
  return `${tables.map((table) => `${table}\n`).join('')}${lines.join('\n')}\n`;
}

/** A name over its values. */
interface Column {
  readonly name: string;
  readonly values: readonly string[];
}

const written = (measure: number | undefined): string =>
  measure === undefined ? '' : formatMeasure(measure);

/** What a column takes in a table: its widest text, a blank at either side, and a line. */
const widthOf = ({ name, values }: Column): number =>
  Math.max(...[name, ...values].map((text) => displayWidth(text))) + 3;

/** Tables that each begin with the same columns and hold as many of the others as fit. */
function sideBySide(first: readonly Column[], others: readonly Column[], width: number): readonly string[] {
  const taken = first.reduce((sum, each) => sum + widthOf(each), 1);
  const groups: Column[][] = [];
  let room = 0;
  for (const each of others) {
    const group = groups.at(-1);
    room -= widthOf(each);
    if (group !== undefined && room >= 0) group.push(each);
    else {
      groups.push([each]);
      room = width - taken - widthOf(each);
    }
  }
  return groups.map((group) => drawn([...first, ...group]));
}

function drawn(columns: readonly Column[]): string {
  const table = new Table({
    head: columns.map(({ name }) => name),
    colAligns: columns.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  const rows = columns[0]?.values.length ?? 0;
  for (let row = 0; row < rows; row++) table.push(columns.map(({ values }) => values[row] ?? ''));
  return table.toString();
}

/** Measures stay whole; a sentence is broken between words. */
const separatorIn = (text: string): string => (text.includes(' · ') ? ' · ' : ' ');

/** A figure with its name; what does not fit goes on below. */
const folded = (name: string, text: string, width: number): string =>
  foldParts(text.split(separatorIn(text)), separatorIn(text), width - 11)
    .map((line, index) => `  ${(index === 0 ? name : '').padEnd(8)} ${line}`)
    .join('\n');

function figures(summary: RunSummary): (readonly [string, string])[] {
  const { test, kept, time, imagesPerSecond, seconds, dataWait, skipped, out, drawsOfEachClass } = summary;
  const waited = seconds > 0 ? ` (${((100 * dataWait) / seconds).toFixed(0)}% of it waiting for data)` : '';
  return [
    ...(kept === undefined
      ? []
      : [
          [
            'kept',
            `the weights of epoch ${kept.epoch}: ${formatMeasures({ [kept.monitor]: kept.value })}`,
          ] as const,
        ]),
    ...(Object.keys(test).length > 0 ? [['test', formatMeasures(test)] as const] : []),
    ['speed', `${formatRate(imagesPerSecond)} images/s, ${formatSeconds(seconds)} of training${waited}`],
    ...(time === undefined
      ? []
      : [
          [
            'time',
            `${formatSeconds(time.seconds)} in all; foretold ${formatSeconds(time.foretold)}`,
          ] as const,
        ]),
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
