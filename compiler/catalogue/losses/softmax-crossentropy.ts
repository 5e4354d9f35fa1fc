import { elements, fixed, known, type SymbolicShape } from '../../ir/extent.ts';
import type { Value } from '../../ir/ir.ts';
import type { Builder } from '../../ops/builder.ts';

/** The axes before that of the classes. */
export const rows = (shape: SymbolicShape): SymbolicShape => shape.slice(0, -1);

/** How many classes the last axis of a prediction has. */
export const classes = (value: Value): number => known(value.shape[value.shape.length - 1]);

/** Cross-entropy of logits with target probabilities of the same shape, for any number of leading axes. */
export function softmaxCrossentropy(build: Builder, logits: Value, target: Value): Value {
  const lead = rows(logits.shape);
  const flat = [elements(lead), fixed(classes(logits))];
  const [loss] = build.all(
    'softmaxCrossEntropy',
    lead.length === 1
      ? [logits, target]
      : [build.op('reshape', [logits], { shape: flat }), build.op('reshape', [target], { shape: flat })],
    {},
  );
  if (loss === undefined) throw new RangeError('softmaxCrossEntropy has no output');
  return lead.length === 1 ? loss : build.op('reshape', [loss], { shape: lead });
}
