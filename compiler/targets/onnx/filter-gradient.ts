import type { OpNodeOf } from '../../ir/ir.ts';
import type { EmitContext } from './emit-context.ts';
import { image, logical } from './layout.ts';
import type { Margin } from './planes.ts';
import { needed } from '../../ir/needed.ts';

/**
 * dw[i, j, c, o] = Σ x[n, i·d + y·s − p, …, c] · dy[n, y, x, o] as one convolution in which the batch is the
 * channels and dy are the filters: strides and dilations change places. Channels-last, x is an image of rows
 * W·C wide in which a step to the next column is a dilation of C, so that the results of one row of taps lie
 * side by side and the product behind it has kernel width · C columns, not one for each tap.
 */
export function filterGradient(op: OpNodeOf<'conv2dFilterGrad'>, to: EmitContext): void {
  const { strides, dilations, padding, groups, filterShape } = op.attributes;
  const { graph } = to;
  const [batch = 1, height = 1, width = 1, channels = 1] = to.shape(needed(op.inputs, 0));
  const [, rows = 1, columns = 1, filters = 1] = to.shape(needed(op.inputs, 1));
  const [kernelHeight = 1, kernelWidth = 1] = filterShape;
  const depth = channels / groups;
  const below = endOf(height, rows, kernelHeight, strides[0], dilations[0], padding[0][0]);
  const right = endOf(width, columns, kernelWidth, strides[1], dilations[1], padding[1][0]);
  const folded = dilations[1] === 1;
  // One axis of columns and channels together, or where dilation parts the taps of a row, one of each.
  const fold = (onColumns: number, onChannels: number): number[] =>
    folded ? [onColumns * onChannels] : [onColumns, onChannels];
  const along = (vertical: number, horizontal: number, plain: number): number[] =>
    folded ? [vertical, plain] : [vertical, horizontal, plain];
  const x = graph.reshape(channelsLast(op, to), [1, groups * batch, height, ...fold(width, depth)]);
  const dy = graph.reshape(to.get(needed(op.inputs, 1), image), [
    filters,
    batch,
    rows,
    ...(folded ? [columns] : [columns, 1]),
  ]);
  const scale = folded ? depth : 1;
  const none = folded ? [] : [0];
  const gradient = graph.node('Conv', [x, dy], {
    kernel_shape: [rows, columns, ...(folded ? [] : [1])],
    strides: along(dilations[0], dilations[1], 1),
    dilations: [strides[0], strides[1] * scale, ...(folded ? [] : [1])],
    pads: [padding[0][0], padding[1][0] * scale, ...none, below.margin, right.margin * scale, ...none],
    group: groups,
  });
  const taps = graph.reshape(gradient, [filters, below.results, right.results, depth]);
  const exact = crop(to, taps, [kernelHeight, kernelWidth], [below.results, right.results]);
  to.set(op.outputs[0], exact, { axes: [3, 0, 1, 2] });
}

/** x as (groups, n, height, width, channels of a group). */
function channelsLast(op: OpNodeOf<'conv2dFilterGrad'>, to: EmitContext): string {
  const x = needed(op.inputs, 0);
  const { groups } = op.attributes;
  if (groups === 1) return to.get(x, logical(4));
  const [batch = 1, height = 1, width = 1, channels = 1] = to.shape(x);
  const split = to.graph.reshape(to.get(x, image), [groups, channels / groups, batch * height * width]);
  return groups === channels ? split : to.graph.transpose(split, [0, 2, 1]);
}

/** The padding behind an axis that the convolution really reads, and how many results that makes. */
function endOf(
  length: number,
  outputs: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
): { margin: number; results: number } {
  const window = (outputs - 1) * stride + 1;
  const margin = Math.max(0, (kernel - 1) * dilation + window - length - before);
  return { margin, results: Math.floor((before + length + margin - window) / dilation) + 1 };
}

/** Drops results behind the kernel's size: of cells that a strided convolution never saw. */
function crop(to: EmitContext, taps: string, kernel: Margin, results: Margin): string {
  if (kernel[0] === results[0] && kernel[1] === results[1]) return taps;
  const { graph } = to;
  return graph.node('Slice', [taps, graph.ints([0, 0]), graph.ints(kernel), graph.ints([1, 2])]);
}
