import type { OpNodeOf } from '../../ir/ir.ts';
import { convolve } from './convolve.ts';
import type { EmitContext } from './emit-context.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { filter, image } from './layout.ts';
import { cropPlane, fitPlane, type Margin, spaceOut } from './planes.ts';
import { needed } from '../../ir/needed.ts';

/**
 * How the gradient runs along one axis. With stride s, cell i of dx gets dy[q − a] · w[s·a + r] where
 * i + before = s·q + r: for each phase r < s a convolution of stride one with every s-th tap, backwards.
 */
interface Axis {
  readonly stride: number;
  readonly dilation: number;
  readonly kernel: number;
  /** Phases that have taps at all. */
  readonly phases: number;
  /** Taps of a phase. */
  readonly taps: number;
  /** Cells q of each phase. */
  readonly cells: number;
  /** Padding of dy. */
  readonly margin: Margin;
  /** Of the phases interleaved, the first cell that is dx's. */
  readonly offset: number;
  readonly length: number;
}

function axisOf(
  length: number,
  outputs: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
): Axis {
  const taps = Math.ceil(kernel / stride);
  const first = Math.floor(before / stride);
  const cells = Math.ceil((before + length) / stride) - first;
  const reach = (taps - 1) * dilation;
  const margin: Margin = [reach - first, cells + first - outputs];
  const phases = Math.min(stride, kernel);
  return { stride, dilation, kernel, phases, taps, cells, margin, offset: before - first * stride, length };
}

/**
 * dx = one convolution of dy with the filters turned round, its results the s² phases of dx, which are then
 * interleaved. Where an axis is strided and dilated both, dy is spaced out with zeros first.
 */
export function inputGradient(op: OpNodeOf<'conv2dInputGrad'>, to: EmitContext): void {
  const { strides, dilations, padding, groups } = op.attributes;
  const dx = needed(op.outputs, 0);
  const [batch = 1, height = 1, width = 1, channels = 1] = to.shape(dx);
  const [, rows = 1, columns = 1, filters = 1] = to.shape(needed(op.inputs, 0));
  const [kernelHeight = 1, kernelWidth = 1] = to.shape(needed(op.inputs, 1));
  const spacing = strides.map((stride, axis) => ((dilations[axis] ?? 1) > 1 ? stride : 1));
  const [spaceV = 1, spaceH = 1] = spacing;
  const [strideV, strideH] = [strides[0] / spaceV, strides[1] / spaceH];
  const vertical = axisOf(height, rows * spaceV, kernelHeight, strideV, dilations[0], padding[0][0]);
  const horizontal = axisOf(width, columns * spaceH, kernelWidth, strideH, dilations[1], padding[1][0]);
  const shape = [filters, batch, rows, columns] as const;
  const spaced = spaceOut(to.graph, to.get(needed(op.inputs, 0), image), shape, [spaceV, spaceH]);
  const dy = to.graph.reshape(spaced, [1, filters, batch, rows * spaceV, columns * spaceH]);
  const cropped = cropPlane(to.graph, dy, 5, [vertical.margin, horizontal.margin]);
  const weights = turnedFilters(to, op, vertical, horizontal);
  const kept = (axis: Axis, cells: number): number =>
    cells + axis.margin.reduce((sum, margin) => sum + Math.min(0, margin), 0);
  const phases = convolve(to, {
    x: cropped.tensor,
    filters: weights,
    from: {
      channels: filters,
      rows: kept(vertical, rows * spaceV),
      columns: kept(horizontal, columns * spaceH),
    },
    to: {
      channels: channels * vertical.phases * horizontal.phases,
      rows: vertical.cells,
      columns: horizontal.cells,
    },
    kernel: [vertical.taps, horizontal.taps],
    padding: cropped.padding,
    ...{ dilations, groups },
  });
  to.set(dx, interleaved(to.graph, phases, groups, channels / groups, batch, vertical, horizontal), image);
}

/** Filters (groups · phases · in, out / groups, 1, taps, taps) from (out, in / groups, 1, height, width). */
function turnedFilters(to: EmitContext, op: OpNodeOf<'conv2dInputGrad'>, v: Axis, h: Axis): string {
  const { graph } = to;
  const { groups } = op.attributes;
  const value = needed(op.inputs, 1);
  const [, , depth = 1, filters = 1] = to.shape(value);
  const each = filters / groups;
  const phases = v.phases * h.phases;
  const taps = v.taps * h.taps;
  let cells = graph.reshape(to.get(value, filter), [filters * depth, v.kernel * h.kernel]);
  if (v.kernel * h.kernel > 1) cells = graph.node('MatMul', [cells, tapOrder(graph, v, h)]);
  const split = graph.reshape(cells, [groups, each, depth, phases, taps]);
  const turned = graph.transpose(split, [0, 3, 2, 1, 4]);
  return graph.reshape(turned, [groups * phases * depth, each, 1, v.taps, h.taps]);
}

/**
 * The matrix of zeros and ones that brings a filter's taps into the order of the phases, each backwards; a
 * product with it is exact, and many times faster than reading backwards one element at a time.
 */
function tapOrder(graph: GraphBuilder, v: Axis, h: Axis): string {
  const columns = v.phases * h.phases * v.taps * h.taps;
  const matrix = new Array<number>(v.kernel * h.kernel * columns).fill(0);
  for (let i = 0; i < v.kernel; i++) {
    for (let j = 0; j < h.kernel; j++) {
      const phase = (i % v.stride) * h.phases + (j % h.stride);
      const row = v.taps - 1 - Math.floor(i / v.stride);
      const column = h.taps - 1 - Math.floor(j / h.stride);
      matrix[(i * h.kernel + j) * columns + (phase * v.taps + row) * h.taps + column] = 1;
    }
  }
  return graph.floats(matrix, [v.kernel * h.kernel, columns]);
}

/** The phases (groups · phases · in, n, q, q) as planes (groups · in, n, height, width). */
function interleaved(
  graph: GraphBuilder,
  phases: string,
  groups: number,
  depth: number,
  batch: number,
  v: Axis,
  h: Axis,
): string {
  if (v.stride === 1 && h.stride === 1) return phases;
  const split = graph.reshape(phases, [groups, v.phases, h.phases, depth * batch, v.cells, h.cells]);
  const mixed = graph.transpose(split, [0, 3, 4, 1, 5, 2]);
  const rows = groups * depth * batch * v.cells;
  let grid = graph.reshape(mixed, [rows, v.phases, h.cells, h.phases]);
  if (v.phases < v.stride || h.phases < h.stride) {
    const pads = graph.ints([0, 0, 0, 0, 0, v.stride - v.phases, 0, h.stride - h.phases]);
    grid = graph.node('Pad', [grid, pads, graph.scalar(0)]);
  }
  const [height, width] = [v.cells * v.stride, h.cells * h.stride];
  const planes = graph.reshape(grid, [1, groups * depth, batch, height, width]);
  return fitPlane(graph, planes, 5, [
    [-v.offset, v.offset + v.length - height],
    [-h.offset, h.offset + h.length - width],
  ]);
}
