import type { MetricSpec } from '../../compiler/catalogue/metrics/registry.ts';
import { takesLogits } from '../../compiler/catalogue/losses/logits.ts';
import { losses } from '../../compiler/catalogue/losses/registry.ts';
import type { FieldType } from '../../compiler/catalogue/fields/field-type.ts';
import type { ObjectiveSpec, TrainSpec } from '../../compiler/train/train-spec.ts';
import type { FindingRules } from '../detection/find-objects.ts';
import { findingRules } from '../detection/object-heads.ts';
import type { BoxForm } from '../data/box-forms.ts';
import { boxFormsOf } from '../data/box-forms.ts';

/** What the numbers of a head stand for, by what it was trained to be. */
export type HeadMeaning =
  /** A class of several, by the largest; `activation`: what makes probabilities of the values that the model gives. */
  | { readonly kind: 'classes'; readonly classes: number; readonly activation: Activation }
  /** One of two classes, by a single number. */
  | { readonly kind: 'binary'; readonly activation: Activation }
  /** A yes or no to each of several classes. */
  | { readonly kind: 'labels'; readonly classes: number; readonly activation: Activation }
  /** One of several classes for each pixel; of a single value, whether it is of the second of two. */
  | { readonly kind: 'mask'; readonly classes: number; readonly activation: Activation }
  | { readonly kind: 'box'; readonly form: BoxForm }
  /** An x and a y of each point. */
  | { readonly kind: 'keypoints'; readonly points: number }
  /** Objects, as rows of `Detections` tell of them. */
  | { readonly kind: 'objects'; readonly rules: FindingRules }
  /** Quantities: a picture, say. */
  | { readonly kind: 'numbers' };

/** `none`: the values are probabilities already. */
export type Activation = 'softmax' | 'sigmoid' | 'none';

/** A head of what was trained, and the data's field that it was compared with. */
export interface TrainedHead {
  readonly name: string;
  readonly target: string;
  readonly meaning: HeadMeaning;
  readonly metrics: readonly MetricSpec[];
}

/** The heads that a training had objectives for in its last phase, and what their numbers mean. */
export function trainedHeads(train: Pick<TrainSpec, 'data' | 'phases' | 'graph'>): readonly TrainedHead[] {
  const forms = boxFormsOf(train) ?? {};
  const objectives = train.phases.at(-1)?.objectives ?? [];
  return objectives.map((objective) => {
    const { head, target, metrics } = objective;
    const type = train.data.fields.find(({ name }) => name === target)?.type;
    const shape = train.graph.heads.find(({ name }) => name === head)?.tensor.shape ?? [];
    const form = Object.hasOwn(forms, head) ? forms[head] : undefined;
    const rules = type?.kind === 'boxes' ? findingRules(train.graph, head) : undefined;
    const meaning =
      rules === undefined ? meaningOf(objective, type, shape, form) : ({ kind: 'objects', rules } as const);
    return { name: head, target, metrics, meaning };
  });
}

function meaningOf(
  { loss }: ObjectiveSpec,
  type: FieldType | undefined,
  shape: readonly number[],
  form: BoxForm | undefined,
): HeadMeaning {
  if (type?.kind === 'box' && form !== undefined) return { kind: 'box', form };
  if (type?.kind === 'keypoints' && shape.reduce((product, size) => product * size, 1) === 2 * type.points)
    return { kind: 'keypoints', points: type.points };
  const isMask = type?.kind === 'mask' && shape.length === 3;
  const isOfClasses = type?.kind === 'class' || type?.kind === 'classes';
  if (!isMask && (!isOfClasses || shape.length !== 1)) return { kind: 'numbers' };
  const isLogits = loss.kind !== 'block' && takesLogits(loss.params);
  const expected = loss.kind === 'block' ? undefined : losses[loss.kind].activation;
  const activation = isLogits ? (expected ?? 'none') : 'none';
  if (isMask) return { kind: 'mask', classes: type.classes, activation };
  const [size = 1] = shape;
  if (type.kind === 'classes')
    return size === type.classes ? { kind: 'labels', classes: size, activation } : { kind: 'numbers' };
  return size === 1 ? { kind: 'binary', activation } : { kind: 'classes', classes: size, activation };
}

/** The probability of each class for one example; of a single number, what is left to 1 is the first class's. */
export function classProbabilities(
  values: ArrayLike<number>,
  { kind, activation }: Extract<HeadMeaning, { readonly kind: 'classes' | 'binary' }>,
): Float64Array {
  const given = probabilitiesOf(values, activation);
  const [only = 0] = given;
  return kind === 'binary' ? Float64Array.of(1 - only, only) : given;
}

/** Probabilities of the values of one example. */
export function probabilitiesOf(values: ArrayLike<number>, activation: Activation): Float64Array {
  const given = Float64Array.from(values);
  if (activation === 'none') return given;
  if (activation === 'sigmoid') return given.map((value) => 1 / (1 + Math.exp(-value)));
  const largest = given.reduce((most, value) => Math.max(most, value), -Infinity);
  const powers = given.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
