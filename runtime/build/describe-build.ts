import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Source } from '../../grammar/source.ts';
import type { BoxForms } from '../data/box-forms.ts';
import { knownClasses } from '../data/known-classes.ts';
import type { BuildRecord } from './build-record.ts';
import type { Meaning } from './read-meaning.ts';
import { sourceName, specDigest } from './spec-digest.ts';

/** What a model is built from. */
interface Built {
  readonly source?: Source;
  /** Texts of imported files by their paths. */
  readonly imports: ReadonlyMap<string, string>;
  /** Of cnnc. */
  readonly version: string;
  /** The folder of the spec, from which paths go. */
  readonly base: string;
  readonly boxes?: BoxForms;
  readonly feed?: { readonly data: DataSpec };
}

/**
 * What the build of a model says of it: what its numbers stand for, as the run says that its weights are of (`meaning`, or what
 * is wrong with that), else as the spec and a look at its data tell; what is made of each example before; and what made it.
 */
export async function describeBuild(
  { source, imports, version, base, boxes, feed }: Built,
  meaning: Meaning | Diagnostic,
): Promise<Pick<BuildRecord, 'classes' | 'boxes' | 'prepare' | 'made'>> {
  const known = feed === undefined ? {} : await knownClasses([feed.data], base);
  const [classes] = Object.values(known);
  const means = 'code' in meaning ? {} : { ...(classes && { classes }), ...meaning };
  const prepare = feed?.data.prepare ?? [];
  return {
    ...(boxes && { boxes }),
    ...means,
    ...(prepare.length > 0 && { prepare }),
    ...(source && { made: { version, spec: specDigest(source, imports), source: sourceName(source) } }),
  };
}
