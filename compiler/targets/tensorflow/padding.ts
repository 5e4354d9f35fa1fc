import type { Padding2D, Pair } from '../../ir/op-attributes.ts';
import { known, type SymbolicShape } from '../../ir/extent.ts';
import type { Attributes } from './graph-def.ts';

/** Windows that slide over images. */
export interface Windows {
  /** Cells that a window spans, dilation included. */
  readonly extent: Pair;
  readonly strides: Pair;
  readonly padding: Padding2D;
}

/** TensorFlow's name for a padding of images (N, H, W, C): VALID, SAME or EXPLICIT. */
export function paddingName(images: SymbolicShape, windows: Windows): 'VALID' | 'SAME' | 'EXPLICIT' {
  const { padding } = windows;
  if (padding.flat().every((cells) => cells === 0)) return 'VALID';
  const same = ([0, 1] as const).every((axis) => {
    const [before, after] = samePadding(known(images[axis + 1]), windows.extent[axis], windows.strides[axis]);
    return padding[axis][0] === before && padding[axis][1] === after;
  });
  return same ? 'SAME' : 'EXPLICIT';
}

/** What SAME adds: as much as gives ⌈size / stride⌉ windows, the odd cell behind. */
function samePadding(size: number, extent: number, stride: number): Pair {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + extent - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

/** The attributes of an operator's windows: padding and strides. */
export function windowAttributes(images: SymbolicShape, windows: Windows): Attributes {
  const padding = paddingName(images, windows);
  const explicit: Attributes =
    padding === 'EXPLICIT' ? { explicit_paddings: [0, 0, ...windows.padding.flat(), 0, 0] } : {};
  return { T: { type: 'float32' }, strides: [1, ...windows.strides, 1], padding, ...explicit };
}
