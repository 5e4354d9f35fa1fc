import type { DataSpec } from '../../../compiler/data/data-spec.ts';
import { checkSource, type CheckedSource } from '../check-source.ts';
import type { Effort } from '../effort.ts';
import { boxesOf, channelsOf, placeOf, type OpenDataOptions } from '../open-data.ts';
import type { Look } from './look.ts';
import { lookAtFolder } from './look-at-folder.ts';
import { lookAtIdx } from './look-at-idx.ts';

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
  const { source } = spec;
  if (source.kind === 'shapes') return undefined;
  const place = await placeOf(spec, source, options);
  const look =
    source.kind === 'idx'
      ? await lookAtIdx(place)
      : await lookAtFolder(place, channelsOf(spec.fields), boxesOf(spec), effort);
  return { spec, look, ...checkSource(spec, look) };
}
