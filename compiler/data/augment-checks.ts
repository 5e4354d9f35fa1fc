import type { Span } from '../../grammar/span.ts';
import { type FieldKind, isPicture } from '../catalogue/fields/field-type.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import type { AnyAugmentationDefinition, Bounds } from '../catalogue/steps/define-augmentation.ts';
import type { Bound } from '../expand/bind-arguments.ts';
import type { Place } from '../expand/place.ts';
import type { FieldSpec } from './data-spec.ts';
import { type Augmented, formatRange } from './prepared-range.ts';

/** A step of `augment` whose arguments have been read. */
export interface Arguments {
  readonly params: LayerParams;
  readonly bound: Bound;
  readonly span: Span;
  /** Of its name. */
  readonly word: Span;
  readonly place: Place;
  readonly unit: AnyAugmentationDefinition['unit'];
}

/** Whether a rule of an entry's is for a call: always, or where one of some parameters is given. */
const holds = (rule: true | readonly string[] | undefined, params: LayerParams): boolean =>
  rule === true || (rule?.some((name) => params[name] !== null) ?? false);

type Check = (
  entry: AnyAugmentationDefinition,
  augmented: Augmented,
  where: Arguments,
  range: Bounds,
) => boolean;

const channelsOf = ({ fields }: Augmented): readonly number[] =>
  fields.filter(isPicture).map(({ type }) => (type.kind === 'tensor' ? (type.shape[2] ?? 3) : 3));

const checkColour: Check = ({ kind, ofColour, greyToo = false }, augmented, { params, word, place }) => {
  if (!greyToo && !holds(ofColour, params)) return true;
  const unfit = channelsOf(augmented).find((channels) => channels !== 3 && !(greyToo && channels === 1));
  if (unfit !== undefined) place.reporter.report('CNN315', word, [kind, unfit]);
  return unfit === undefined;
};

const checkZero: Check = ({ kind, fromZero }, _augmented, { params, word, place }, range) => {
  if (!holds(fromZero, params) || range[0] === 0) return true;
  place.reporter.report('CNN360', word, [kind, formatRange(range)]);
  return false;
};

const checkOdd: Check = ({ odd = [] }, _augmented, { params, bound, span, place }) =>
  odd.every((name) => {
    const value = params[name];
    if (typeof value !== 'number' || value % 2 === 1) return true;
    place.reporter.report('CNN361', bound.values.get(name)?.span ?? span, [name, value]);
    return false;
  });

const checkChannels: Check = ({ perChannel = [] }, augmented, { params, bound, span, place }) =>
  perChannel.every((name) => {
    const value = params[name];
    if (!Array.isArray(value) || value.length === 1) return true;
    const channels = channelsOf(augmented).find((each) => each !== value.length);
    if (channels === undefined) return true;
    const at = bound.values.get(name)?.span ?? span;
    place.reporter.report('CNN362', at, [name, value.length, channels]);
    return false;
  });

/** Kinds of field of which two can be mixed: each counts by its share. */
const mixable: ReadonlySet<FieldKind> = new Set<FieldKind>(['class', 'classes', 'tensor']);

const checkMixed: Check = ({ kind, mixes }, { fields, steps }, { word, place }) => {
  if (mixes !== true) return true;
  const whole = fields.find((field) => !mixable.has(field.type.kind) || isSecondPicture(field, fields));
  if (whole !== undefined) place.reporter.report('CNN363', word, [kind, whole.name, whole.type.kind]);
  const isLast = steps.at(-1)?.callee.span.start === word.start;
  const others = steps.filter(({ callee }) => callee.text === 'MixUp' || callee.text === 'CutMix');
  if (!isLast) place.reporter.report('CNN364', word, [kind, others.length > 1]);
  return whole === undefined && isLast;
};

const isSecondPicture = (field: FieldSpec, fields: readonly FieldSpec[]): boolean =>
  isPicture(field) && field !== fields.find(isPicture);

/** What must hold for a step of `augment` besides what holds for each parameter; what does not has been reported. */
export const augmentChecks: readonly Check[] = [checkColour, checkZero, checkOdd, checkChannels, checkMixed];
