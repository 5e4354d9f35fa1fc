import { dividedBy, plus, remainder, times, zeros } from '../../../webassembly/expression.ts';
import type { FunctionReference } from '../../../webassembly/function-body.ts';
import type { ModuleBuilder } from '../../../webassembly/module-builder.ts';
import { loadApart, storeApart, transposed } from './apart.ts';
import { inPanels } from './panels.ts';
import { tileColumns } from './tile.ts';
import { filterSide, ofFilter, onBothSides, tileSide, toFilterGradient } from './winograd-transforms.ts';

const operands = ['filter', 'transformed', 'channels', 'filters', 'fromChannel', 'toChannel'] as const;

/** The filter (3, 3, channels, filters) → 16 matrices (channels × filters) in panels; some of the channels. */
export const defineWinogradFilter = (module: ModuleBuilder): FunctionReference<(typeof operands)[number]> =>
  module.define(
    'winogradFilter',
    operands,
    (f, { filter, transformed, channels, filters, fromChannel, toChannel }) => {
      const tapStride = f.let(times(channels, filters, 4));
      const placeStride = f.let(times(inPanels(filters), channels, 4));
      f.range(fromChannel, toChannel, 1, (channel) => {
        f.range(0, filters, 4, (column) => {
          const from = f.let(plus(filter, times(plus(times(channel, filters), column), 4)));
          const taps = loadApart(f, from, tapStride, filterSide * filterSide);
          const panel = times(dividedBy(column, tileColumns), channels, 4 * tileColumns);
          const within = plus(times(channel, 4 * tileColumns), times(remainder(column, tileColumns), 4));
          const to = f.let(plus(transformed, panel, within));
          storeApart(f, to, placeStride, onBothSides(f, ofFilter, taps));
        });
      });
    },
  );

const turnedOperands = ['filter', 'transformed', 'channels', 'filters', 'fromFilter', 'toFilter'] as const;

/**
 * The filter as the gradient towards the input needs it, turned by 180° with channels and filters exchanged → 16 matrices
 * (filters × channels) in panels; some of the filters.
 */
export const defineTurnedWinogradFilter = (
  module: ModuleBuilder,
): FunctionReference<(typeof turnedOperands)[number]> =>
  module.define('winogradTurnedFilter', turnedOperands, (f, given) => {
    const { channels, filters } = given;
    const rowStride = f.let(times(filters, 4));
    const placeStride = f.let(times(inPanels(channels), filters, 4));
    f.range(given.fromFilter, given.toFilter, 4, (filter) => {
      f.range(0, channels, 4, (channel) => {
        const from = f.let(plus(given.filter, times(plus(times(channel, filters), filter), 4)));
        const taps = Array.from({ length: filterSide * filterSide }, (_, tap) =>
          transposed(f, loadApart(f, f.let(plus(from, times(rowStride, channels, tap))), rowStride, 4)),
        ).reverse();
        const panel = times(dividedBy(channel, tileColumns), filters, 4 * tileColumns);
        const within = plus(times(filter, 4 * tileColumns), times(remainder(channel, tileColumns), 4));
        const to = f.let(plus(given.transformed, panel, within));
        for (let row = 0; row < 4; row += 1) {
          const values = taps.map((tap) => tap[row] ?? zeros);
          const place = f.let(plus(to, 4 * tileColumns * row));
          storeApart(f, place, placeStride, onBothSides(f, ofFilter, values));
        }
      });
    });
  });

const gradientOperands = [
  ...(['from', 'gradient', 'channels', 'filters', 'firstChannel', 'channelCount'] as const),
  ...(['firstFilter', 'filterCount'] as const),
] as const;

/** 16 matrices, blocks of gradients (channelCount × filterCount) → the block's part of the gradient (3, 3, channels, filters). */
export const defineFilterGradientTransform = (
  module: ModuleBuilder,
): FunctionReference<(typeof gradientOperands)[number]> =>
  module.define('winogradToFilterGradient', gradientOperands, (f, given) => {
    const { from, gradient, channels, filters, channelCount, filterCount } = given;
    const tapStride = f.let(times(channels, filters, 4));
    const placeStride = f.let(times(channelCount, filterCount, 4));
    f.range(0, channelCount, 1, (channel) => {
      const line = times(plus(given.firstChannel, channel), filters);
      f.range(0, filterCount, 4, (column) => {
        const block = f.let(plus(from, times(plus(times(channel, filterCount), column), 4)));
        const values = loadApart(f, block, placeStride, tileSide * tileSide);
        const to = f.let(plus(gradient, times(plus(line, given.firstFilter, column), 4)));
        storeApart(f, to, tapStride, onBothSides(f, toFilterGradient, values));
      });
    });
  });
