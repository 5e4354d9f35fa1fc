import type { TypeExpression } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import {
  type BoxFormat,
  boxFormats,
  mostObjects,
  mostPoints,
  tensorTypes,
  typeNames,
  unlabelled,
} from '../catalogue/fields/field-type.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { formatConstant } from '../expand/constant.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { fieldTypeWords } from '../foreign/field-types.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { suggest } from '../foreign/suggest.ts';
import type { FieldSpec } from './data-spec.ts';

/** What a field is declared to be. */
export function resolveFieldType(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const { reporter } = place;
  const word = type.name?.text;
  if (word === 'class' || word === 'classes') return resolveClass(word, type, place);
  if (word === 'box') return resolveBox(type, reporter);
  if (word === 'boxes') return resolveBoxes(type, place);
  if (word === 'mask') return resolveMask(type, place);
  if (word === 'keypoints') return resolveKeypoints(type, place);
  const dtype = tensorTypes.find((name) => name === word);
  if (dtype === undefined) {
    const span = type.name?.span ?? type.span;
    const foreign = foreignWord(fieldTypeWords, word ?? '');
    if (foreign !== undefined)
      return reporter.report('CNN306', span, [word ?? '', undefined], { fix: foreign.instead });
    return reporter.report('CNN306', span, [word ?? '[…]', suggest(word ?? '', typeNames)]);
  }
  if (type.sizes === undefined) {
    return reporter.report('CNN307', type.span, [`\`${dtype}\` needs its sizes`, 'write them: `float32[4]`']);
  }
  const shape = type.sizes.map((size) => (size.type === 'symbolic-size' ? null : readSize(size, place)));
  const known = shape.filter((size) => size !== undefined);
  return known.length === shape.length ? { kind: 'tensor', dtype, shape: known } : undefined;
}

type Sizes = NonNullable<TypeExpression['sizes']>;

function readSize(size: Exclude<Sizes[number], { type: 'symbolic-size' }>, place: Place): number | undefined {
  const value = evaluateKnown(size, place);
  if (value === undefined) return undefined;
  if (value.type === 'number' && Number.isInteger(value.value) && value.value >= 1) return value.value;
  return place.reporter.report('CNN205', size.span, [formatConstant(value)]);
}

function resolveClass(
  kind: 'class' | 'classes',
  type: TypeExpression,
  place: Place,
): FieldSpec['type'] | undefined {
  const [count] = type.sizes ?? [];
  if (count === undefined || type.sizes?.length !== 1 || count.type === 'symbolic-size') {
    const problem = 'a class field says how many classes there are';
    return place.reporter.report('CNN307', type.span, [problem, `write \`${kind}[10]\``]);
  }
  const classes = readSize(count, place);
  return classes === undefined ? undefined : { kind, classes };
}

function resolveBox(type: TypeExpression, reporter: Reporter): FieldSpec['type'] | undefined {
  const [format] = type.sizes ?? [];
  const [segment] = format?.type === 'path' ? format.segments : [];
  const word = segment?.type === 'name' ? segment.text : undefined;
  if (type.sizes?.length === 1 && (word === 'center' || word === 'corners')) {
    return { kind: 'box', format: word };
  }
  const suggestion = segment?.type === 'name' ? suggest(segment.text, boxFormats) : undefined;
  if (segment !== undefined && suggestion !== undefined && type.sizes?.length === 1) {
    const { span } = segment;
    const details = { edits: [{ span, text: suggestion }] };
    const unknown = `\`${textOf(span)}\` is no format of a box`;
    return reporter.report('CNN307', span, [unknown, `did you mean \`${suggestion}\`?`], details);
  }
  const problem = 'a box field says how its four numbers are meant';
  const fix = 'write `box[center]` (cx, cy, w, h) or `box[corners]`, in 0…1';
  const choices = boxFormats.map((word) => {
    const text = `box[${word}]`;
    return { title: `write \`${text}\`: ${meanings[word]}`, edits: [{ span: type.span, text }] };
  });
  return reporter.report('CNN307', type.span, [problem, fix], { choices });
}

const meanings: Readonly<Record<BoxFormat, string>> = {
  center: 'cx, cy, w, h',
  corners: 'left, top, right, bottom',
};

/** `boxes[20, 4]`: so many objects at most, each of one of so many classes. */
function resolveBoxes(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const [first, second, ...more] = type.sizes ?? [];
  if (first === undefined || more.length > 0 || isOpen(first) || (second !== undefined && isOpen(second))) {
    const problem = 'a field of boxes says how many objects a picture has at most, and of how many classes';
    return place.reporter.report('CNN307', type.span, [
      problem,
      'write `boxes[20, 4]`, of one class `boxes[20]`',
    ]);
  }
  const most = readSize(first, place);
  const classes = second === undefined ? 1 : readSize(second, place);
  if (most === undefined || classes === undefined) return undefined;
  if (most <= mostObjects) return { kind: 'boxes', most, classes };
  const problem = `a picture has at most ${mostObjects} objects here, not ${most}`;
  return place.reporter.report('CNN307', first.span, [problem, `write ${mostObjects} or fewer`]);
}

/** `mask[4]`: one of so many classes for each pixel. */
function resolveMask(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const [count] = type.sizes ?? [];
  const { reporter } = place;
  if (count === undefined || type.sizes?.length !== 1 || isOpen(count)) {
    const problem = 'a mask says how many classes a pixel may be of, the background among them';
    return reporter.report('CNN307', type.span, [
      problem,
      'write `mask[4]`: its size is that of the picture',
    ]);
  }
  const classes = readSize(count, place);
  if (classes === undefined) return undefined;
  if (classes >= 2 && classes <= unlabelled) return { kind: 'mask', classes, sides: [null, null] };
  const problem = `a mask has 2 to ${unlabelled} classes, not ${classes}`;
  const fix =
    classes === 1 ? 'write `mask[2]`: the background is one of them' : `write ${unlabelled} or fewer`;
  return reporter.report('CNN307', count.span, [problem, fix]);
}

/** `keypoints[17]`: so many points of each picture. */
function resolveKeypoints(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const [count] = type.sizes ?? [];
  const { reporter } = place;
  if (count === undefined || type.sizes?.length !== 1 || isOpen(count)) {
    const problem = 'a field of keypoints says how many points a picture has';
    return reporter.report('CNN307', type.span, [problem, 'write `keypoints[17]`']);
  }
  const points = readSize(count, place);
  if (points === undefined || points <= mostPoints)
    return points === undefined ? undefined : { kind: 'keypoints', points };
  const problem = `a picture has at most ${mostPoints} points here, not ${points}`;
  return reporter.report('CNN307', count.span, [problem, `write ${mostPoints} or fewer`]);
}

const isOpen = (size: Sizes[number]): size is Extract<Sizes[number], { type: 'symbolic-size' }> =>
  size.type === 'symbolic-size';
