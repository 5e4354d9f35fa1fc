import { formatCount, formatDimensions } from '../../compiler/sizes/format-size.ts';
import { type Drawing, makeTable } from './make-table.ts';
import type { LayerSummary, ModelSummary, Summary, WeightPart } from './summarize.ts';

/** Every weight of every model: its shape as Keras has it, how many numbers it holds, and what it begins with. */
export function weightTables({ models }: Summary, drawing: Drawing): string {
  const tables = models.map((model) => weightTable(model, drawing));
  return tables.length === 0 ? 'no models\n' : `${tables.join('\n\n')}\n`;
}

function weightTable(model: ModelSummary, drawing: Drawing): string {
  const head = ['weight', 'shape', 'begins with', 'numbers'];
  const rows = model.layers.flatMap(rowsOf);
  return [
    drawing.palette.strong(model.name),
    rows.length === 0 ? 'no weights' : makeTable(head, 3, rows, drawing),
    ...model.weightParts.map(partLine),
    `parameters     ${formatCount(model.params)}`,
  ].join('\n');
}

function rowsOf({ path, weights, sharesWith }: LayerSummary): readonly (readonly string[])[] {
  if (sharesWith !== undefined) return [[path, '', `the weights of ${sharesWith}`, '']];
  return weights.map(({ name, shape, from, trainable }) => [
    `${path}/${name}`,
    shape.length === 0 ? 'one number' : formatDimensions(shape),
    `${from ?? 'its initializer'}${trainable ? '' : ', a statistic'}`,
    formatCount(shape.reduce((product, size) => product * size, 1)),
  ]);
}

const partLine = ({ from, path, model, layers }: WeightPart): string =>
  `${from}: in ${path} (${model}), ${layers} ${layers === 1 ? 'layer' : 'layers'} with weights`;
