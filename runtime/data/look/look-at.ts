import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { checkSource, type CheckedSource } from '../check-source.ts';
import type { Effort } from '../effort.ts';
import type { OpenDataOptions } from '../data-place.ts';
import { lookAtSource } from '../source-readers.ts';
import type { Look } from './look.ts';

/** What a look told, and what follows from it. */
export interface LookedData extends CheckedSource {
  readonly spec: DataSpec;
  readonly look: Look;
}

/**
 * Looks at a data block's source, as far as an effort reaches: at names, sizes and some headers, decoding nothing. Throws a
 * RunError that says what is wrong with it, as `openData` does where all of it is read; undefined for what is drawn.
 */
export async function lookAt(
  spec: DataSpec,
  options: OpenDataOptions,
  effort: Effort,
): Promise<LookedData | undefined> {
  const look = await lookAtSource(spec, options, effort);
  return look && { spec, look, ...checkSource(spec, look) };
}
