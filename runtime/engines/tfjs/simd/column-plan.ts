import { workspaceBytes } from './simd-kernels.ts';
import { tileColumns, tileRows } from './tile.ts';

/** Bytes of columns in flight that stay in the second-level cache of most cores. */
const cachedBytes = 262_144;

/** Filters of a filter gradient that one task sums up at most. */
const mostFilters = 64;

/** Fewer pixels than this at once leave more to the sums that go to memory and back than to the products. */
const fewestPixels = 4 * tileRows;

/** Floats of a matrix in panels, as a product takes its right side. */
export const panelFloats = (depth: number, columns: number): number =>
  depth * Math.ceil(columns / tileColumns) * tileColumns;

/** Pixels whose columns of `depth` floats are there at a time; zero where too few fit the workspace. */
export function pixelsAtOnce(depth: number): number {
  const fitting = Math.floor(workspaceBytes / (4 * (depth + mostFilters)));
  const cached = Math.max(fewestPixels, Math.floor(cachedBytes / (4 * depth)));
  const pixels = Math.min(fitting, cached);
  return pixels < fewestPixels ? 0 : Math.floor(pixels / tileRows) * tileRows;
}

/** Filters of one task, so that all threads have something to do and none much less than another. */
export function filtersAtOnce(filters: number, threads: number): number {
  const each = Math.ceil(filters / threads / tileColumns) * tileColumns;
  return Math.min(each, mostFilters);
}
