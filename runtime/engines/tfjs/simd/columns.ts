import {
  both,
  dividedBy,
  equals,
  isAtMost,
  isBelow,
  minus,
  plus,
  remainder,
  times,
  type Whole,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import type { Run } from './runs.ts';

/*
 * The cells of a picture that meet the filter at each pixel of the result, as the rows of a matrix (pixels × taps · channels):
 * what makes a convolution a product (Chellapilla, Puri and Simard 2006). Only some pixels' rows are there at a time.
 */

export const geometry = [
  ...([
    'height',
    'width',
    'channels',
    'outHeight',
    'outWidth',
    'filters',
    'kernelHeight',
    'kernelWidth',
  ] as const),
  ...(['strideDown', 'strideAcross', 'dilationDown', 'dilationAcross', 'top', 'left'] as const),
] as const;

const operands = ['picture', 'columns', 'firstPixel', 'pixels', ...geometry] as const;
type Operands = Readonly<Record<(typeof operands)[number], Local<'i32'>>>;
export type Columns = FunctionReference<(typeof operands)[number]>;

/** picture → columns, zero where a tap meets padding. */
export const defineGather = (
  module: ModuleBuilder,
  { copy, clear }: Readonly<Record<'copy' | 'clear', Run>>,
): Columns =>
  module.define('gather', operands, (f, given) => {
    forEachRun(f, given, {
      inside: (cell, column, floats) => f.call(copy, { from: cell, to: column, floats }),
      outside: (column, floats) => f.call(clear, { from: 0, to: column, floats }),
    });
  });

/** picture += columns, each where it was gathered. */
export const defineScatter = (module: ModuleBuilder, sum: Run): Columns =>
  module.define('scatter', operands, (f, given) => {
    forEachRun(f, given, {
      inside: (cell, column, floats) => f.call(sum, { from: column, to: cell, floats }),
      outside: () => undefined,
    });
  });

interface RunWriter {
  readonly inside: (cell: Whole, column: Whole, floats: Whole) => void;
  readonly outside: (column: Whole, floats: Whole) => void;
}

/** Every run of neighbouring cells that a row of taps meets, and its place in the columns. */
function forEachRun(f: FunctionBody, given: Operands, write: RunWriter): void {
  const { picture, columns, height, width, channels, outHeight, outWidth, kernelHeight, kernelWidth } = given;
  const pixelBytes = f.let(times(channels, 4));
  const rowFloats = f.let(times(kernelWidth, channels));
  const column = f.let(columns);
  f.range(given.firstPixel, plus(given.firstPixel, given.pixels), 1, (pixel) => {
    const line = f.let(dividedBy(pixel, outWidth));
    const image = f.let(dividedBy(line, outHeight));
    const y = f.let(minus(times(remainder(line, outHeight), given.strideDown), given.top));
    const x = f.let(minus(times(remainder(pixel, outWidth), given.strideAcross), given.left));
    const right = plus(x, kernelWidth);
    const isWhole = both(equals(given.dilationAcross, 1), both(isBelow(x, width), isAtMost(right, width)));
    const whole = f.let(isWhole);
    f.repeat(kernelHeight, () => {
      const start = f.let(plus(picture, times(plus(times(image, height), y), width, pixelBytes)));
      f.when(
        isBelow(y, height),
        () =>
          f.when(
            whole,
            () => write.inside(plus(start, times(x, pixelBytes)), column, rowFloats),
            () => tapByTap(f, given, { start, x, column, pixelBytes }, write),
          ),
        () => write.outside(column, rowFloats),
      );
      f.advance(column, times(rowFloats, 4));
      f.advance(y, given.dilationDown);
    });
  });
}

function tapByTap(
  f: FunctionBody,
  { width, channels, kernelWidth, dilationAcross }: Operands,
  { start, x, column, pixelBytes }: Readonly<Record<'start' | 'x' | 'column' | 'pixelBytes', Whole>>,
  { inside, outside }: RunWriter,
): void {
  const cell = f.let(x);
  const to = f.let(column);
  f.repeat(kernelWidth, () => {
    f.when(
      isBelow(cell, width),
      () => inside(plus(start, times(cell, pixelBytes)), to, channels),
      () => outside(to, channels),
    );
    f.advance(cell, dilationAcross);
    f.advance(to, pixelBytes);
  });
}
