import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import type { Palette } from '../../compiler/diagnostics/palette.ts';
import { formatSize } from '../../compiler/sizes/format-size.ts';
import { type Size, symbolsOf } from '../../compiler/sizes/size.ts';
import { formatCount, formatSizes, makeTable } from './make-table.ts';
import { outline, type OutlineRow } from './outline.ts';
import type { LayerSummary, ModelSummary, Summary, TrainSummary } from './summarize.ts';

/** The batch for which activations are printed beside those of one example. */
const exampleBatch = 100;

/** A summary as tables; `all`: with every layer in a line of its own. */
export function summaryTables({ models, trains }: Summary, palette: Palette, all: boolean): string {
  const parts = [
    ...models.map((model) => modelTable(model, palette, all)),
    ...trains.map((train) => trainTable(train, palette)),
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

function modelTable(model: ModelSummary, palette: Palette, all: boolean): string {
  const inputs = model.inputs.map(({ name, shape }) => `${name} ${formatSizes(shape)}`).join(', ');
  const lines = all ? model.layers.map(layerLine) : outline(model.graph, model.layers).map(outlineLine);
  const rows = lines.map(({ name, kind, shape, params, macs, activationBytes }) => [
    name,
    kind,
    formatSizes(shape),
    formatCount(params),
    formatOpen(macs, formatCount),
    formatOpenBytes(activationBytes),
  ]);
  const head = ['layer', 'kind', 'output', 'parameters', 'multiply-adds', 'activation'];
  const fewer = rows.length < model.layers.length;
  return [
    `${palette.strong(model.name)}  (${inputs})`,
    makeTable(head, 3, rows, palette),
    ...(fewer
      ? [`layers         ${model.layers.length} in ${rows.length} lines (--all: each in its own)`]
      : []),
    ...(model.leftOut.layers === 0 ? [] : [leftOutLine(model.leftOut)]),
    ...totals(model),
  ].join('\n');
}

const leftOutLine = ({ layers, params }: ModelSummary['leftOut']): string =>
  `left out       ${formatCount(layers)} ${layers === 1 ? 'layer' : 'layers'} that ${layers === 1 ? 'reaches' : 'reach'} no output, ${formatCount(params)} parameters`;

const layerLine = (layer: LayerSummary) => ({ ...layer, name: layer.path });

/** `  unit[1…3] ×3`, two blanks for each group around it. */
const outlineLine = (row: OutlineRow) => ({
  ...row,
  name: '  '.repeat(row.depth) + row.name + (row.count > 1 ? ` ×${row.count}` : ''),
});

function totals({ params, trainableParams, macs, activationBytes, needs }: ModelSummary): readonly string[] {
  const fixed = params - trainableParams;
  return [
    ...(needs.length === 0 ? [] : [`needs          ${needs.join(', ')}`]),
    `parameters     ${formatCount(params)}${fixed > 0 ? ` (${formatCount(trainableParams)} trainable)` : ''}, ${formatBytes(4 * params)}`,
    `multiply-adds  ${formatOpen(macs, (value) => formatCount(value) + inWords(value))}`,
    `activations    ${formatOpenBytes(activationBytes)} for one example${inBatch(activationBytes)}`,
  ];
}

const inBatch = (bytes: Size): string =>
  typeof bytes === 'number' ? `, ${formatBytes(bytes * exampleBatch)} for a batch of ${exampleBatch}` : '';

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

function trainTable({ name, model, data, phases, symbols }: TrainSummary, palette: Palette): string {
  const rows = phases.map((phase) => [
    phase.name,
    phase.peakAt,
    phase.batchText,
    formatBytes(phase.peakBytes),
    phase.budget === undefined ? '–' : formatBytes(phase.budget),
    phase.largestBatch === undefined ? '–' : formatCount(phase.largestBatch),
    formatCount(phase.trainableParams),
  ]);
  const head = ['phase', 'peak at', 'batch', 'peak memory', 'budget', 'largest batch', 'trainable'];
  const repeated = phases
    .filter(({ repeatedMacs }) => repeatedMacs > 0)
    .map(
      ({ name: phase, repeatedMacs }) =>
        `phase ${phase} does ${formatCount(repeatedMacs)} multiply-adds of a step again, in place of the memory`,
    );
  const title = `train ${palette.strong(name)}${name === model ? '' : `: ${model}`} on ${data}`;
  if (symbols.length > 0)
    return `${title}\nmemory         depends on ${symbols.join(', ')}, known when the run starts`;
  return [title, makeTable(head, 2, rows, palette), ...repeated].join('\n');
}
