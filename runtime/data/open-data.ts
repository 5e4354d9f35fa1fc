import type { DataSpec } from '../../compiler/data/data-spec.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { classParts, type ClassPart } from './class-parts.ts';
import { classWeights } from './class-weights.ts';
import { checkParts, checkSource } from './check-source.ts';
import { divisionOf } from './division/division-of.ts';
import { foldOf } from './division/fold-of.ts';
import type { OpenDataOptions } from './data-place.ts';
import { openSource } from './source-readers.ts';
import type { DataSource } from './source.ts';
import { type Fold, splitExamples, type Split } from './split.ts';

export type { OpenDataOptions } from './data-place.ts';

/** A data block with its source open and its examples split. */
export interface OpenData {
  readonly spec: DataSpec;
  readonly source: DataSource;
  /** `test` holds the source's own test set where it has one. */
  readonly split: Split;
  /** Which of the folds is the validation part. */
  readonly fold?: Fold;
  /** The training part by class, where each is to be drawn as often as the largest. */
  readonly classes?: readonly ClassPart[];
  /** What the loss of a training example counts by the number of its class, where classes are weighed. */
  readonly classWeights?: Float32Array;
  readonly warnings: readonly Diagnostic[];
}

/** Opens and checks a data block's source; throws a RunError that says what is wrong with it. */
export async function openData(spec: DataSpec, options: OpenDataOptions): Promise<OpenData> {
  const source = await openSource(spec, options);
  const fold = foldOf(spec.split, options.fold);
  const own = source.testCount > 0;
  const division = await divisionOf(spec, source, options);
  const { parts, warnings } = checkSource(spec, { ...source, partCounts: division.counts, fold });
  const split = splitExamples(source.count, {
    split: parts,
    seed: spec.seed,
    labelOf: (index) => source.labelOf(index),
    ...division,
    fold,
  });
  checkParts(spec, parts, split, fold);
  const ownTest = Uint32Array.from({ length: source.testCount }, (_, index) => source.count + index);
  const said = [source.fingerprint, division.fingerprint, fold && `fold ${fold.number}/${fold.of}`];
  return {
    spec,
    source: { ...source, fingerprint: said.filter((each) => each !== undefined).join('/') },
    split: own ? { ...split, test: ownTest } : split,
    ...(fold && { fold }),
    ...(spec.balance === 'oversample' && { classes: classParts(source, split.train, spec.span) }),
    ...(spec.balance === 'class_weights' && { classWeights: classWeights(source, split.train) }),
    warnings,
  };
}
