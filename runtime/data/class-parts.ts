import type { Span } from '../../grammar/span.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import type { DataSource } from './source.ts';

/** The examples of a class in the training part. */
export interface ClassPart {
  /** As the source calls it, else its number. */
  readonly name: string;
  readonly examples: Uint32Array;
}

/** An order of so many takes 400 MB; a few examples beside a class of millions would come to far more. */
const mostDraws = 100_000_000;

/**
 * The training part by class, in the order of their numbers; classes without examples are left out. Throws a
 * RunError where an epoch in which all are drawn as often as the largest would be too long.
 */
export function classParts(
  source: Pick<DataSource, 'labelOf' | 'classNames'>,
  train: Uint32Array,
  span: Span,
): readonly ClassPart[] {
  const byLabel = new Map<number, number[]>();
  for (const index of train) {
    const label = source.labelOf(index);
    const examples = byLabel.get(label);
    if (examples === undefined) byLabel.set(label, [index]);
    else examples.push(index);
  }
  const parts = [...byLabel]
    .toSorted(([a], [b]) => a - b)
    .map(([label, examples]) => ({
      name: source.classNames?.[label] ?? String(label),
      examples: Uint32Array.from(examples),
    }));
  const draws = parts.length * drawsOfEach(parts);
  if (draws > mostDraws)
    throw new RunError(runtimeMessages.tooManyDraws(span, draws, parts.length, mostDraws));
  return parts;
}

/** How often each class is drawn in an epoch: as often as the largest. */
export const drawsOfEach = (parts: readonly ClassPart[]): number =>
  parts.reduce((most, { examples }) => Math.max(most, examples.length), 0);
