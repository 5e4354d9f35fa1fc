import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import { formatCount, formatDimensions, formatSize } from '../../compiler/sizes/format-size.ts';
import { type Size, symbolsOf } from '../../compiler/sizes/size.ts';
import { foldParts } from '../run/measures.ts';
import { type Drawing, type Heading, makeTable } from './make-table.ts';
import { outline, type OutlineRow } from './outline.ts';
import type { LayerSummary, ModelSummary, Summary, TrainSummary } from './summarize.ts';

/** A summary as tables; `all`: with every layer in a line of its own. */
export function summaryTables({ models, trains }: Summary, drawing: Drawing, all: boolean): string {
  const parts = [
    ...models.map((model) => modelTable(model, batchesOf(model, trains), drawing, all)),
    ...trains.map((train) => trainTable(train, drawing)),
  ];
  return parts.length === 0 ? 'no models\n' : `${parts.join('\n\n')}\n`;
}

/** The longest formula that is printed in place of a number. */
const longestFormula = 32;

/** A count, a short formula of the symbolic sizes, or their names. */
function formatOpen(size: Size, format: (value: number) => string): string {
  if (typeof size === 'number') return format(size);
  const formula = formatSize(size);
  return formula.length <= longestFormula ? formula : `depends on ${symbolsOf(size).join(', ')}`;
}

function formatOpenBytes(size: Size): string {
  const text = formatOpen(size, formatBytes);
  return typeof size === 'number' || text.startsWith('depends') ? text : `${text} B`;
}

/** The batches that a model is trained with. */
const batchesOf = ({ name }: ModelSummary, trains: readonly TrainSummary[]): readonly number[] => [
  ...new Set(
    trains.filter(({ model }) => model === name).flatMap(({ phases }) => phases.map(({ batch }) => batch)),
  ),
];

const layerHeadings: readonly Heading[] = [
  ...['layer', 'kind', 'output'],
  ...([
    ['parameters', 'params'],
    ['multiply-adds', 'mul-adds'],
    ['activation', 'activ.'],
  ] as const),
];

function modelTable(model: ModelSummary, batches: readonly number[], drawing: Drawing, all: boolean): string {
  const inputs = model.inputs.map(({ name, shape }) => `${name} ${formatDimensions(shape)}`).join(', ');
  const lines = all ? model.layers.map(layerLine) : outline(model.graph, model.layers).map(outlineLine);
  const rows = lines.map(({ name, kind, shape, params, macs, activationBytes }) => [
    name,
    kind,
    formatDimensions(shape),
    formatCount(params),
    formatOpen(macs, formatCount),
    formatOpenBytes(activationBytes),
  ]);
  const fewer = rows.length < model.layers.length;
  return [
    `${drawing.palette.strong(model.name)}  (${inputs})`,
    makeTable(layerHeadings, 3, rows, drawing),
    ...[
      ...(fewer
        ? [`layers         ${model.layers.length} in ${rows.length} lines (--all: each in its own)`]
        : []),
      ...(model.leftOut.layers === 0 ? [] : [leftOutLine(model.leftOut)]),
      ...totals(model, batches),
    ].map((line) => foldTotal(line, drawing.width)),
  ].join('\n');
}

/** Columns of the name of a total. */
const nameWidth = 15;

/** A total with its name; what does not fit goes on below. */
const foldTotal = (line: string, width: number): string =>
  line.slice(0, nameWidth) +
  foldParts(line.slice(nameWidth).split(' '), ' ', width - nameWidth).join(`\n${' '.repeat(nameWidth)}`);

const leftOutLine = ({ layers, params }: ModelSummary['leftOut']): string =>
  `left out       ${formatCount(layers)} ${layers === 1 ? 'layer' : 'layers'} that ${layers === 1 ? 'reaches' : 'reach'} no output, ${formatCount(params)} parameters`;

const layerLine = (layer: LayerSummary) => ({ ...layer, name: layer.path });

/** `  unit[1…3] ×3`, two blanks for each group around it. */
const outlineLine = (row: OutlineRow) => ({
  ...row,
  name: '  '.repeat(row.depth) + row.name + (row.count > 1 ? ` ×${row.count}` : ''),
});

function totals(
  { params, trainableParams, macs, activationBytes, needs }: ModelSummary,
  batches: readonly number[],
): readonly string[] {
  const fixed = params - trainableParams;
  return [
    ...(needs.length === 0 ? [] : [`needs          ${needs.join(', ')}`]),
    `parameters     ${formatCount(params)}${fixed > 0 ? ` (${formatCount(trainableParams)} trainable)` : ''}, ${formatBytes(4 * params)}`,
    `multiply-adds  ${formatOpen(macs, (value) => formatCount(value) + inWords(value))}`,
    `activations    ${formatOpenBytes(activationBytes)} for one example${inBatches(activationBytes, batches)}`,
  ];
}

const inBatches = (bytes: Size, batches: readonly number[]): string =>
  typeof bytes === 'number'
    ? batches.map((batch) => `, ${formatBytes(bytes * batch)} for a batch of ${batch}`).join('')
    : '';

/** ` (225 million)` for numbers that are read more easily so. */
function inWords(value: number): string {
  const scales = [
    { unit: 'trillion', factor: 1e12 },
    { unit: 'billion', factor: 1e9 },
    { unit: 'million', factor: 1e6 },
  ];
  const scale = scales.find(({ factor }) => value >= factor);
  return scale === undefined ? '' : ` (${Number((value / scale.factor).toPrecision(3))} ${scale.unit})`;
}

function trainTable({ name, model, data, phases, symbols }: TrainSummary, drawing: Drawing): string {
  const rows = phases.map((phase) => [
    phase.name,
    phase.peakAt,
    phase.batchText,
    phase.peakText,
    phase.budget ?? '–',
    phase.largestBatch === undefined ? '–' : formatCount(phase.largestBatch),
    formatCount(phase.trainableParams),
  ]);
  const head: readonly Heading[] = [
    ...['phase', 'peak at', 'batch'],
    ...([
      ['peak memory', 'peak'],
      ['budget', 'budget'],
      ['largest batch', 'largest'],
      ['trainable', 'trainable'],
    ] as const),
  ];
  const repeated = phases
    .filter(({ repeatedMacs }) => repeatedMacs > 0)
    .map(
      ({ name: phase, repeatedMacs }) =>
        `phase ${phase} does ${formatCount(repeatedMacs)} multiply-adds of a step again, in place of the memory`,
    );
  const title = `train ${drawing.palette.strong(name)}${name === model ? '' : `: ${model}`} on ${data}`;
  if (symbols.length > 0)
    return `${title}\nmemory         depends on ${symbols.join(', ')}, known when the run starts`;
  return [title, makeTable(head, 2, rows, drawing), ...repeated].join('\n');
}
