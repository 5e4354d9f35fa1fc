import type { Shape } from '../graph/graph.ts';
import type { Padding2D, Pair } from '../ops/op-attributes.ts';
import type { Problem } from './define-layer.ts';

/** How a window moves over a height or width, as Keras's `padding` words say. */
export type PaddingWord = 'valid' | 'same';

/** A window over height and width. */
export interface Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: PaddingWord;
  /** What it is called in messages (`kernel`), and the parameter that sets it. */
  readonly word: string;
  readonly parameter: string;
}

const axisNames = ['height', 'width'] as const;

/** Cells from the first to the last that a window of `size` touches. */
const reach = (size: number, dilation: number): number => (size - 1) * dilation + 1;

/** Positions of a window along one axis: TensorFlow's arithmetic for `same` and `valid`. */
function positions(window: Window, axis: 0 | 1, input: number): number {
  const stride = window.strides[axis] ?? 1;
  if (window.padding === 'same') return Math.ceil(input / stride);
  return Math.floor((input - reach(window.size[axis] ?? 1, window.dilation[axis] ?? 1)) / stride) + 1;
}

/** The height and width a window makes of an image (height, width, …), or why it does not fit. */
export function slideWindow(window: Window, input: Shape): Pair | Problem {
  const height = positions(window, 0, input[0] ?? 0);
  const width = positions(window, 1, input[1] ?? 0);
  if (height >= 1 && width >= 1) return [height, width];
  return tooLarge(window, input, height < 1 ? 0 : 1);
}

function tooLarge(window: Window, input: Shape, axis: 0 | 1): Problem {
  const size = window.size[axis] ?? 1;
  const dilation = window.dilation[axis] ?? 1;
  const stride = window.strides[axis] ?? 1;
  const extent = reach(size, dilation);
  const dilated = dilation === 1 ? '' : ` dilated by ${dilation} (${extent} cells)`;
  const arithmetic = `⌊(${input[axis] ?? 0} − ${extent}) / ${stride}⌋ + 1 = ${String(positions(window, axis, input[axis] ?? 0)).replace('-', '−')}`;
  return {
    parameter: window.parameter,
    message: `the ${window.size.join('×')} ${window.word}${dilated} does not fit the ${input[0] ?? 0}×${input[1] ?? 0} input`,
    notes: [`${axisNames[axis]}: ${arithmetic}`],
    fix: `a smaller \`${window.parameter}\`, or \`padding=same\``,
  };
}

/** The cells added around an image; for `same` the odd one goes to the bottom and the right. */
export function paddingOf(window: Window, input: Shape): Padding2D {
  const along = (axis: 0 | 1): Pair => {
    if (window.padding === 'valid') return [0, 0];
    const size = input[axis] ?? 0;
    const covered = (positions(window, axis, size) - 1) * (window.strides[axis] ?? 1);
    const total = Math.max(covered + reach(window.size[axis] ?? 1, window.dilation[axis] ?? 1) - size, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  };
  return [along(0), along(1)];
}

/** A list of two numbers as a pair. */
export const pair = (sizes: readonly number[]): Pair => [sizes[0] ?? 1, sizes[1] ?? 1];
