import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { classParts, type ClassPart } from './class-parts.ts';
import { classWeights } from './class-weights.ts';
import { checkSource } from './check-source.ts';
import type { OpenDataOptions } from './data-place.ts';
import { openSource } from './source-readers.ts';
import type { DataSource } from './source.ts';
import { splitExamples, type Split } from './split.ts';

export type { OpenDataOptions } from './data-place.ts';

/** A data block with its source open and its examples split. */
export interface OpenData {
  readonly spec: DataSpec;
  readonly source: DataSource;
  /** `test` holds the source's own test set where it has one. */
  readonly split: Split;
  /** The training part by class, where each is to be drawn as often as the largest. */
  readonly classes?: readonly ClassPart[];
  /** What the loss of a training example counts by the number of its class, where classes are weighed. */
  readonly classWeights?: Float32Array;
  readonly warnings: readonly Diagnostic[];
}

/** Opens and checks a data block's source; throws a RunError that says what is wrong with it. */
export async function openData(spec: DataSpec, options: OpenDataOptions): Promise<OpenData> {
  const source = await openSource(spec, options);
  const own = source.testCount > 0;
  const { parts, warnings } = checkSource(spec, source);
  const split = splitExamples(source.count, parts, spec.seed, (index) => source.labelOf(index));
  const ownTest = Uint32Array.from({ length: source.testCount }, (_, index) => source.count + index);
  return {
    spec,
    source,
    split: own ? { ...split, test: ownTest } : split,
    ...(spec.balance === 'oversample' && { classes: classParts(source, split.train, spec.span) }),
    ...(spec.balance === 'class_weights' && { classWeights: classWeights(source, split.train) }),
    warnings,
  };
}
