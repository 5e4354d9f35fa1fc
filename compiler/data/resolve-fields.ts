import type { DataDeclaration, FieldDeclaration, TypeExpression } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import { fieldTypeWords } from '../foreign/field-types.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { suggest } from '../foreign/suggest.ts';
import { formatConstant } from '../expand/constant.ts';
import { evaluateKnown } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { checkCount } from '../expand/check-count.ts';
import { maximumFields } from '../expand/limits.ts';
import { type BoxFormat, boxFormats, tensorTypes, typeNames } from '../catalogue/fields/field-type.ts';
import { formatOpenShape } from '../sizes/open-shape.ts';
import type { Size } from '../sizes/size.ts';
import type { FieldSpec } from './data-spec.ts';
import { sourceDefinition, type SourceSpec } from '../catalogue/sources/registry.ts';

/** The declared fields, and `image` as the source brings it where it was not declared. */
export function resolveFields(
  data: DataDeclaration,
  source: SourceSpec | undefined,
  place: Place,
): readonly (FieldSpec | undefined)[] {
  const fields = new Map<string, FieldSpec | undefined>();
  const members = data.members.filter((member) => member.type === 'field');
  if (!checkCount('fields', members, maximumFields, place)) return [undefined];
  for (const member of members) {
    const { name } = member;
    if (!fields.has(name.text)) fields.set(name.text, resolveField(member, place));
  }
  if (source === undefined) return [...fields.values()];
  checkBrought(fields, source, place.reporter);
  const image = imageOf(source);
  return fields.has('image') ? [...fields.values()] : [image, ...fields.values()];
}

/** The image field of a source; sizes that only the files know are null. */
export function imageOf(source: SourceSpec): FieldSpec {
  const [shape] = sourceDefinition(source).images(source);
  return { name: 'image', type: { kind: 'tensor', dtype: 'uint8', shape }, span: source.span };
}

function resolveField({ name, fieldType }: FieldDeclaration, place: Place): FieldSpec | undefined {
  const type = resolveType(fieldType, place);
  return type === undefined ? undefined : { name: name.text, type, span: name.span };
}

function resolveType(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const { reporter } = place;
  const word = type.name?.text;
  if (word === 'class') return resolveClass(type, place);
  if (word === 'box') return resolveBox(type, reporter);
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

function resolveClass(type: TypeExpression, place: Place): FieldSpec['type'] | undefined {
  const [count] = type.sizes ?? [];
  if (count === undefined || type.sizes?.length !== 1 || count.type === 'symbolic-size') {
    const problem = 'a class field says how many classes there are';
    return place.reporter.report('CNN307', type.span, [problem, 'write `class[10]`']);
  }
  const classes = readSize(count, place);
  return classes === undefined ? undefined : { kind: 'class', classes };
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

/** Every declared field must be something that the source brings, once. */
function checkBrought(
  fields: ReadonlyMap<string, FieldSpec | undefined>,
  source: SourceSpec,
  reporter: Reporter,
): void {
  const definition = sourceDefinition(source);
  const brings = definition.brings(source);
  const left = new Set<string>(brings);
  for (const field of fields.values()) {
    if (field === undefined) continue;
    if (field.name === 'image') checkImage(field, source, reporter);
    else if (field.type.kind === 'tensor' && brings.includes('tensor')) checkNumbers(field, reporter);
    else if (left.delete(field.type.kind)) checkClasses(field, source, reporter);
    else {
      const kind = brings.some((brought) => brought === field.type.kind)
        ? `second ${field.type.kind}`
        : field.type.kind;
      const fix =
        field.type.kind === 'tensor'
          ? left.has('class')
            ? asClass(field)
            : {}
          : { fix: definition.bringing?.(field.type.kind, source) };
      reporter.report('CNN310', field.span, [source.kind, kind, field.name], fix);
    }
  }
}

/** A list of numbers, one for each class, as the class that the source brings. */
function asClass({ span }: FieldSpec): Pick<Details, 'fix' | 'edits'> {
  const [, before = '', type = '', count] =
    /^(\s*:\s*)(\w+\s*\[\s*(\d+)\s*\])/.exec(span.source.text.slice(span.end, span.end + 100)) ?? [];
  if (count === undefined) return {};
  const start = span.end + before.length;
  const text = `class[${count}]`;
  return {
    fix: `write \`${text}\`: the source brings the number of a class`,
    edits: [{ span: { ...span, start, end: start + type.length }, text }],
  };
}

/** Numbers of a column are floats, a list of known length. */
function checkNumbers({ name, type, span }: FieldSpec, reporter: Reporter): void {
  if (type.kind !== 'tensor') return;
  if (type.dtype === 'float32' && type.shape.length === 1 && type.shape[0] !== null) return;
  const declared = `${type.dtype}${formatOpenShape(type.shape)}`;
  reporter.report('CNN311', span, [name, declared, 'numbers, `float32[n]`']);
}

function checkClasses(field: FieldSpec, source: SourceSpec, reporter: Reporter): void {
  const classes = sourceDefinition(source).classes?.(source);
  if (classes === undefined || field.type.kind !== 'class' || field.type.classes === classes) return;
  const declared = `class[${field.type.classes}]`;
  reporter.report('CNN311', field.span, [field.name, declared, `${classes} classes`], {
    related: [{ span: source.span, message: `\`classes\` is ${classes}` }],
  });
}

function checkImage(field: FieldSpec, source: SourceSpec, reporter: Reporter): void {
  if (field.type.kind !== 'tensor') {
    reporter.report('CNN311', field.span, ['image', `a ${field.type.kind}`, 'an image']);
    return;
  }
  const declared = field.type.shape;
  const shapes = sourceDefinition(source).images(source);
  if (shapes.some((shape) => mayBe(declared, shape))) return;
  const args = ['image', formatOpenShape(declared), shapes.map(formatOpenShape).join(' or ')] as const;
  reporter.report('CNN311', field.span, [...args], {
    related: [{ span: source.span, message: 'the source' }],
  });
}

const mayBe = (declared: readonly (Size | null)[], shape: readonly (number | null)[]): boolean =>
  declared.length === shape.length &&
  declared.every((size, axis) => size === null || (shape[axis] ?? size) === size);
