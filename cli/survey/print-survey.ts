import { displayText } from '../../compiler/diagnostics/display-width.ts';
import type { DataSurvey, MaskFacts } from '../../runtime/survey/survey.ts';
import { sameLine } from '../../runtime/survey/same-line.ts';
import { formatCount, formatMeasure } from '../run/format.ts';
import { type Drawing, makeTable } from '../summary/make-table.ts';

/** So many faults of a kind are listed, where not all are asked for. */
const mostListed = 5;

/** Data as a person reads it. */
export function printSurvey(survey: DataSurvey, drawing: Drawing, isWhole: boolean): string {
  const { name, parts, classes, pixels, read, examples, countsObjects, mask } = survey;
  const count = Math.max(0, ...[...parts.values()].map(({ byClass }) => byClass.length));
  const rows = Array.from({ length: count }, (_, label) => [
    displayText(classes?.[label] ?? String(label)),
    ...[...parts.values()].map(({ byClass }) => formatCount(byClass[label] ?? 0)),
  ]);
  const all = [...parts.values()].map(({ byClass }) => byClass.reduce((sum, each) => sum + each, 0));
  const objects = countsObjects === true ? [['objects', ...all.map(formatCount)]] : [];
  const totals = [
    countsObjects === true ? 'pictures' : 'all',
    ...[...parts.values()].map((facts) => formatCount(facts.examples)),
  ];
  const channels = pixels.flatMap(({ field, channels: figures }) =>
    figures.map(({ mean, deviation, least, largest }, channel) => [
      `${displayText(field)}[${channel}]`,
      ...[mean, deviation, least, largest].map(formatMeasure),
    ]),
  );
  const shapes = pixels.map(({ field, shapes: seen }) => {
    const sizes = seen.slice(0, 3).map(([shape, times]) => `${shape} (${formatCount(times)})`);
    return `  ${displayText(field)}: ${sizes.join(', ')}${seen.length > 3 ? ', …' : ''}\n`;
  });
  const figures = [
    `pixels as the network gets them\n`,
    `${makeTable(['channel', 'mean', 'deviation', 'least', 'largest'], 1, channels, drawing)}\n`,
    ...shapes,
  ];
  const looked = read === examples ? 'all' : formatCount(read);
  return [
    `data ${displayText(name)}: ${formatCount(examples)} examples, ${looked} of them looked at\n`,
    `${makeTable(['class', ...parts.keys()], 1, [...rows, ...objects, totals], drawing)}\n`,
    ...(mask === undefined ? [] : [maskText(mask, drawing)]),
    ...(channels.length === 0 ? [] : figures),
    ...faultLines(survey, isWhole).map((line) => `${line}\n`),
  ].join('');
}

function maskText({ field, classes, parts }: MaskFacts, drawing: Drawing): string {
  const each = [...parts.values()];
  const rows = classes.map((name, label) => [
    displayText(name),
    ...each.map(({ byClass }) => formatCount(byClass[label] ?? 0)),
  ]);
  const none = ['of no class', ...each.map(({ unlabelled }) => formatCount(unlabelled))];
  const table = makeTable(['class', ...parts.keys()], 1, [...rows, none], drawing);
  return `pixels of ${displayText(field)}\n${table}\n`;
}

/** What is wrong with data or left out of them, a line each. */
function faultLines({ unreadable, same, leftOut, faults }: DataSurvey, all: boolean): readonly string[] {
  const kinds = [
    ['cannot be read', unreadable.length, unreadable.map(([file, reason]) => `${file}: ${reason}`)],
    ['same pictures', same.length, same.map(sameLine)],
    ['left out', leftOut.count, leftOut.lines],
    ['objects at fault', faults.count, faults.lines],
  ] as const;
  return kinds.flatMap(([what, count, lines]) => {
    if (count === 0) return [];
    const shown = all ? lines : lines.slice(0, mostListed);
    const more = count > shown.length ? [`  … and ${formatCount(count - shown.length)} more`] : [];
    return [`${what}: ${formatCount(count)}`, ...shown.map((line) => `  ${displayText(line)}`), ...more];
  });
}
