import type { ConvAttributes } from '../../../../compiler/ir/op-attributes.ts';
import { workspaceBytes } from './simd-kernels.ts';
import { tileColumns, tileRows } from './tile.ts';
import { filterSide, resultSide, tileSide } from './winograd-transforms.ts';
import { resultColumns } from './winograd.ts';

const places = tileSide * tileSide;

/** Fewer channels or filters than this leave more to the transforms than to the products. */
const fewestChannels = 8;

/** Bytes of tiles in flight that stay in the second-level cache of most cores. */
const cachedBytes = 524_288;

/**
 * Whether an ungrouped convolution and its gradients go by transformed tiles: filters (3, 3, …) at stride one with enough
 * channels, of which whole registers are full.
 */
export function goesByTiles(
  { strides, dilations, padding }: ConvAttributes,
  [height, width, channels = 0, filters = 0]: readonly number[],
): boolean {
  return (
    [height, width].every((side) => side === filterSide) &&
    [...strides, ...dilations].every((by) => by === 1) &&
    padding.flat().every((cells) => cells < filterSide) &&
    [channels, filters].every((count) => count >= fewestChannels && count % 4 === 0) &&
    tilesAtOnce(Math.max(channels, filters), resultColumns) >= tileRows
  );
}

/** Floats of a transformed filter. */
export const transformedFloats = (channels: number, filters: number): number =>
  places * channels * Math.ceil(filters / tileColumns) * tileColumns;

/** Tiles of a whole result. */
export const tileCount = (batch: number, height: number, width: number): number =>
  batch * Math.ceil(height / resultSide) * Math.ceil(width / resultSide);

/**
 * Tiles of one task: as many as stay in the cache, and an odd number of rows of a product, so that the 16 places of a tile do
 * not lie a power of two apart, where they would drive each other out of the first-level cache. Zero where not even one
 * row fits the workspace.
 */
export function tilesAtOnce(channels: number, filters: number): number {
  const each = 4 * places * (channels + Math.min(filters, resultColumns));
  const fitting = Math.floor((workspaceBytes - 4 * channels - 16) / each);
  const cached = Math.min(mostRows, Math.max(1, Math.floor(cachedBytes / each / tileRows)));
  const odd = cached - (cached % 2 === 0 ? 1 : 0);
  return Math.min(fitting, odd * tileRows);
}

/** Rows of a product's tiles in one task at most, so that there is enough for all threads. */
const mostRows = 7;
