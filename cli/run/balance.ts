import { drawsOfEach, type ClassPart } from '../../runtime/data/class-parts.ts';
import { formatCount } from './format.ts';

/** More classes than this are not named one by one. */
const mostNamed = 8;

/** `oversample · 60 draws an epoch, 20 of each class (roses 20, tulips 7, daisies 4 examples)`. */
export function balanceLine(classes: readonly ClassPart[]): string {
  const each = drawsOfEach(classes);
  const named = classes
    .slice(0, mostNamed)
    .map(({ name, examples }) => `${name} ${formatCount(examples.length)}`);
  const others = classes.length - named.length;
  const more = others > 0 ? `, … in ${formatCount(others)} more` : '';
  const total = formatCount(each * classes.length);
  return `oversample · ${total} draws an epoch, ${formatCount(each)} of each class (${named.join(', ')} examples${more})`;
}

/** `class_weights · roses 0.5, tulips 1.43`. */
export function classWeightsLine(weights: Float32Array, names: readonly string[] | undefined): string {
  const named = [...weights.subarray(0, mostNamed)].map(
    (weight, label) => `${names?.[label] ?? label} ${Number(weight.toPrecision(3))}`,
  );
  const others = weights.length - named.length;
  const more = others > 0 ? `, … and ${formatCount(others)} more` : '';
  return `class_weights · ${named.join(', ')}${more}`;
}

/** What is drawn in an epoch, as an event of `--json`. */
export const balanceEvent = (classes: readonly ClassPart[]) => {
  const draws = drawsOfEach(classes);
  return {
    event: 'balance',
    draws: draws * classes.length,
    classes: classes.map(({ name, examples }) => ({ name, examples: examples.length, draws })),
  };
};
