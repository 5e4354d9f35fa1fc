import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Padding2D, Pair } from '../../ir/op-attributes.ts';
import { atLeast } from '../../sizes/condition.ts';
import { formatFactor, formatSize } from '../../sizes/format-size.ts';
import { add, ceilDivide, floorDivide, type Size, subtract } from '../../sizes/size.ts';
import { type Inference, needing, type Problem } from './define-layer.ts';

/** How a window moves over an axis, as Keras's `padding` words say; `causal` looks back only. */
export type PaddingWord = 'valid' | 'same' | 'causal';

/** A window over the axes of an input but the last. */
export interface Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: PaddingWord;
  /** What it is called in messages (`kernel`), and the parameter that sets it. */
  readonly word: string;
  readonly parameter: string;
}

/** What the axes of a sequence, an image and a volume are called. */
export const axisNames: readonly (readonly string[])[] = [
  [],
  ['length'],
  ['height', 'width'],
  ['depth', 'height', 'width'],
];

/** Cells from the first to the last that a window of `size` touches. */
export const reach = (size: number, dilation: number): number => (size - 1) * dilation + 1;

const reachOf = ({ size, dilation }: Window, axis: number): number =>
  reach(size[axis] ?? 1, dilation[axis] ?? 1);

/** Positions of a window along one axis: TensorFlow's arithmetic for `same` and `valid`. */
function positions(window: Window, axis: number, input: Size): Size {
  const stride = window.strides[axis] ?? 1;
  if (window.padding !== 'valid') return ceilDivide(input, stride);
  return add(floorDivide(subtract(input, reachOf(window, axis)), stride), 1);
}

/** The sizes a window makes of an input (height, width, …), or why it does not fit. */
export function slideWindow(window: Window, input: Shape): Inference {
  const slid = window.size.map((_, axis) => positions(window, axis, input[axis] ?? 0));
  if (window.padding !== 'valid') return slid;
  return needing(
    slid,
    slid.map((size, axis) => ({
      condition: atLeast(size, 1),
      problem: () => tooLarge(window, input, axis),
    })),
  );
}

/** The arithmetic by which a window makes the sizes of an input others: `height: ⌊(28 − 7) / 1⌋ + 1 = 22`. */
export const slideArithmetic = (window: Window, input: Shape): readonly string[] =>
  window.size.map((_, axis) => arithmeticOf(window, input, axis));

function arithmeticOf(window: Window, input: Shape, axis: number): string {
  const stride = window.strides[axis] ?? 1;
  const size = input[axis] ?? 0;
  const made = formatSize(positions(window, axis, size)).replace('-', '−');
  const rule =
    window.padding === 'valid'
      ? `⌊(${formatSize(size)} − ${reachOf(window, axis)}) / ${stride}⌋ + 1`
      : `⌈${formatSize(size)} / ${stride}⌉`;
  return `${axisNames[window.size.length]?.[axis] ?? `axis ${axis + 1}`}: ${rule} = ${made}`;
}

function tooLarge(window: Window, input: Shape, axis: number): Problem {
  const dilation = window.dilation[axis] ?? 1;
  const extent = reachOf(window, axis);
  const dilated = dilation === 1 ? '' : ` dilated by ${dilation} (${extent} cells)`;
  const called = (sizes: Shape, what: string): string =>
    sizes.length === 1
      ? `${what} of ${sizes.map(formatSize).join('')}`
      : `${sizes.map(formatFactor).join('×')} ${what}`;
  const given = called(input.slice(0, window.size.length), 'input');
  return {
    parameter: window.parameter,
    message: `the ${called(window.size, window.word)}${dilated} does not fit the ${given}`,
    notes: [arithmeticOf(window, input, axis)],
    fix: `a smaller \`${window.parameter}\`, or \`padding=same\``,
    isOutgrown: true,
  };
}

/** The cells added before and after each axis; for `same` the odd one comes after, for `causal` all come before. */
export function paddingsOf(window: Window, input: ConcreteShape): readonly Pair[] {
  return window.size.map((_, axis): Pair => {
    if (window.padding === 'valid') return [0, 0];
    if (window.padding === 'causal') return [reachOf(window, axis) - 1, 0];
    const size = input[axis] ?? 0;
    const stride = window.strides[axis] ?? 1;
    const covered = (Math.ceil(size / stride) - 1) * stride;
    const total = Math.max(covered + reachOf(window, axis) - size, 0);
    return [Math.floor(total / 2), Math.ceil(total / 2)];
  });
}

/** The cells added around an image. */
export function paddingOf(window: Window, input: ConcreteShape): Padding2D {
  const [vertical = [0, 0], horizontal = [0, 0]] = paddingsOf(window, input);
  return [vertical, horizontal];
}

/** A list of two numbers as a pair. */
export const pair = (sizes: readonly number[]): Pair => [sizes[0] ?? 1, sizes[1] ?? 1];
