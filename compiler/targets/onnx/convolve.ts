import type { EmitContext } from './emit-context.ts';
import { type Margin, volumePads } from './planes.ts';

/** Channels of a stack of planes, and the rows and columns of each. */
export interface Planes {
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
}

/** A convolution of the planes of a volume (1, channels, batch, rows, columns). */
export interface Convolution {
  readonly x: string;
  /** (out, in / groups, 1, height, width) */
  readonly filters: string;
  readonly bias?: string | undefined;
  readonly from: Planes;
  readonly to: Planes;
  readonly kernel: readonly [height: number, width: number];
  readonly strides?: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: readonly Margin[];
  readonly groups: number;
}

/**
 * One `Conv` over the volume, which is a single long product. WebGPU convolves volumes only where there are no groups:
 * there the batch comes first, and each plane is an image.
 */
export function convolve(to: EmitContext, given: Convolution): string {
  return to.provider === 'webgpu' && given.groups > 1 ? overImages(to, given) : overVolume(to, given);
}

function overVolume({ graph }: EmitContext, given: Convolution): string {
  const { x, filters, bias, kernel, strides, dilations, padding, groups } = given;
  return graph.node('Conv', [x, filters, ...(bias === undefined ? [] : [bias])], {
    kernel_shape: [1, ...kernel],
    ...(strides === undefined ? {} : { strides: [1, ...strides] }),
    pads: volumePads(padding),
    dilations: [1, ...dilations],
    group: groups,
  });
}

function overImages({ graph, batch }: EmitContext, given: Convolution): string {
  const { bias, from, to, kernel, strides, dilations, padding, groups } = given;
  const [vertical = [0, 0], horizontal = [0, 0]] = padding;
  const planes = graph.reshape(given.x, [from.channels, batch, from.rows, from.columns]);
  const filters = graph.reshape(given.filters, [to.channels, from.channels / groups, ...kernel]);
  const images = graph.node(
    'Conv',
    [graph.transpose(planes, [1, 0, 2, 3]), filters, ...(bias === undefined ? [] : [bias])],
    {
      kernel_shape: kernel,
      ...(strides === undefined ? {} : { strides }),
      pads: [vertical[0], horizontal[0], vertical[1], horizontal[1]],
      dilations,
      group: groups,
    },
  );
  return graph.reshape(graph.transpose(images, [1, 0, 2, 3]), [1, to.channels, batch, to.rows, to.columns]);
}
