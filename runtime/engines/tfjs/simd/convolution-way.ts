import type { OpNode, OpNodeOf, Value } from '../../../../compiler/ir/ir.ts';
import { isFixed, known } from '../../../../compiler/ir/extent.ts';
import { panelFloats, pixelsAtOnce } from './column-plan.ts';
import { goesByTiles, transformedFloats } from './winograd-plan.ts';

/** How our kernels do a convolution or a gradient of it: by Winograd's tiles, or as products with columns. */
export type ConvolutionWay = 'tiles' | 'columns';

/** The way of an op of ungrouped convolution; undefined for another op, and where there is none for its sizes. */
export function convolutionWay(op: OpNode): ConvolutionWay | undefined {
  if (!isConvolution(op) || op.attributes.groups !== 1) return undefined;
  const filter = filterShapeOf(op);
  if (filter === undefined || op.inputs[0]?.shape.slice(1).every(isFixed) !== true) return undefined;
  if (goesByTiles(op.attributes, filter)) return 'tiles';
  return pixelsAtOnce(depthOf(filter)) > 0 ? 'columns' : undefined;
}

/** Floats of the filter as the products take it, which is held while the op runs. */
export function convolutionScratch(op: OpNode): number {
  const way = convolutionWay(op);
  if (way === undefined || !isConvolution(op) || op.kind === 'conv2dFilterGrad') return 0;
  const [height = 0, width = 0, channels = 0, filters = 0] = filterShapeOf(op) ?? [];
  const turned = op.kind === 'conv2dInputGrad';
  if (way === 'tiles') {
    return turned ? transformedFloats(filters, channels) : transformedFloats(channels, filters);
  }
  const depth = height * width * channels;
  return turned ? panelFloats(filters, depth) : panelFloats(depth, filters);
}

type Convolution = OpNodeOf<'conv2d'> | OpNodeOf<'conv2dInputGrad'> | OpNodeOf<'conv2dFilterGrad'>;

const isConvolution = (op: OpNode): op is Convolution =>
  op.kind === 'conv2d' || op.kind === 'conv2dInputGrad' || op.kind === 'conv2dFilterGrad';

const depthOf = ([height = 0, width = 0, channels = 0]: readonly number[]): number =>
  height * width * channels;

const filterShapeOf = (op: Convolution): readonly number[] | undefined =>
  op.kind === 'conv2dFilterGrad' ? op.attributes.filterShape : fixedShapeOf(op.inputs[1]);

/** None where the batch is in it, as in a filter gradient that is written as a convolution. */
const fixedShapeOf = (value: Value | undefined): readonly number[] | undefined =>
  value?.shape.every(isFixed) === true ? value.shape.map(known) : undefined;
