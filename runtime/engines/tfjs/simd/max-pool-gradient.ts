import {
  add,
  areEqual,
  bitsOfBoth,
  isGreater,
  least,
  load,
  minus,
  most,
  plus,
  select,
  splatWhole,
  times,
  type Whole,
  whole,
} from '../../../webassembly/expression.ts';
import type { FunctionBody, FunctionReference, Local } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import type { Run } from './runs.ts';

const operands = [
  ...(['x', 'dy', 'dx', 'image', 'height', 'width', 'channels', 'outHeight', 'outWidth'] as const),
  ...(['poolHeight', 'poolWidth', 'strideDown', 'strideAcross', 'top', 'left'] as const),
] as const;

/** The cells of a window along one axis that lie in the picture. */
interface Span {
  readonly from: Local<'i32'>;
  readonly to: Local<'i32'>;
}

/** dy at the first maximum of each window, row by row, in one image; four channels at a time. */
export const defineMaxPoolGradient = (
  module: ModuleBuilder,
  clear: Run,
): FunctionReference<(typeof operands)[number]> =>
  module.define('maxPoolGradient', operands, (f, given) => {
    const { height, width, channels, outHeight, outWidth, image } = given;
    const cellBytes = f.let(times(channels, 4));
    const first = f.let(times(image, height, width, cellBytes));
    const to = f.let(plus(given.dx, first));
    f.call(clear, { from: 0, to, floats: times(height, width, channels) });
    const from = f.let(plus(given.x, first));
    const dy = f.let(plus(given.dy, times(image, outHeight, outWidth, cellBytes)));
    f.range(0, outHeight, 1, (row) => {
      const down = spanOf(f, row, given.strideDown, given.top, given.poolHeight, height);
      f.range(0, outWidth, 1, (column) => {
        const across = spanOf(f, column, given.strideAcross, given.left, given.poolWidth, width);
        f.range(0, cellBytes, 16, (channel) => {
          const window = { down, across, channel, width, cellBytes };
          scatter(f, from, to, f.let(load(plus(dy, channel))), window);
        });
        f.advance(dy, cellBytes);
      });
    });
  });

function spanOf(
  f: FunctionBody,
  position: Whole,
  stride: Whole,
  before: Whole,
  size: Whole,
  length: Whole,
): Span {
  const begin = f.let(minus(times(position, stride), before));
  return { from: f.let(most(begin, whole(0))), to: f.let(least(plus(begin, size), length)) };
}

interface Window {
  readonly down: Span;
  readonly across: Span;
  readonly channel: Whole;
  readonly width: Whole;
  readonly cellBytes: Whole;
}

/** In each lane, the gradient goes to the cell of the greatest number; of equal ones, to the first. */
function scatter(f: FunctionBody, from: Whole, to: Whole, gradient: Local<'v128'>, window: Window): void {
  const start = f.let(cellAt(window, window.down.from, window.across.from));
  const greatest = f.let(load(plus(from, start)));
  const place = f.let(splatWhole(start));
  forEachCell(f, window, (cell) => {
    const number = f.let(load(plus(from, cell)));
    const above = f.let(isGreater(number, greatest));
    f.set(greatest, select(above, number, greatest));
    f.set(place, select(above, splatWhole(cell), place));
  });
  forEachCell(f, window, (cell) => {
    const share = bitsOfBoth(gradient, areEqual(place, splatWhole(cell)));
    f.store(plus(to, cell), add(load(plus(to, cell)), share));
  });
}

const cellAt = ({ width, cellBytes, channel }: Window, row: Whole, column: Whole): Whole =>
  plus(times(plus(times(row, width), column), cellBytes), channel);

function forEachCell(f: FunctionBody, window: Window, visit: (cell: Local<'i32'>) => void): void {
  const { down, across, cellBytes } = window;
  f.range(down.from, down.to, 1, (row) => {
    const cell = f.let(cellAt(window, row, across.from));
    f.repeat(minus(across.to, across.from), () => {
      visit(cell);
      f.advance(cell, cellBytes);
    });
  });
}
