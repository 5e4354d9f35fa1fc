import { dirname } from 'node:path';
import { compile, type CompileOptions } from '../../compiler/compile.ts';
import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { Source } from '../../grammar/source.ts';
import { loadFromTexts } from '../spec/run-texts.ts';
import { hasTexts, textDiffers, type RunIdentity } from '../train/identity.ts';
import { specChanges } from '../train/spec-changes.ts';

/** What a file trains now: as its data has made it, and the shapes that it took from them. */
export interface Present {
  readonly identity: RunIdentity;
  readonly spec: TrainSpec;
  readonly shapes: CompileOptions['shapes'];
  readonly file: string;
}

/**
 * How what a file trains has changed since an earlier run: the text of that time is compiled anew and compared. None
 * where it only reads otherwise; undefined where the run did not keep its text, or this version does not compile it.
 */
export function changesSince(
  earlier: RunIdentity,
  { identity, spec, shapes = {}, file }: Present,
): readonly string[] | undefined {
  if (!textDiffers(earlier, identity)) return [];
  if (!hasTexts(earlier)) return undefined;
  const { value, diagnostics } = compile(new Source(file, earlier.texts.spec), {
    load: loadFromTexts(earlier.texts, dirname(file)),
    shapes,
  });
  const failed = diagnostics.some(({ severity, code }) => severity === 'error' && code !== 'CNN501');
  const before = value.trains.find((train) => train.spec.name === earlier.train);
  return failed || before === undefined ? undefined : specChanges(before.spec, spec);
}
