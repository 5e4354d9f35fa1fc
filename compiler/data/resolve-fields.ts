import type { DataDeclaration, FieldDeclaration } from '../../grammar/ast.ts';
import type { Details, Reporter } from '../diagnostics/reporter.ts';
import type { Place } from '../expand/place.ts';
import { checkCount } from '../expand/check-count.ts';
import { maximumFields } from '../expand/limits.ts';
import { formatOpenShape } from '../sizes/open-shape.ts';
import type { Size } from '../sizes/size.ts';
import type { FieldSpec } from './data-spec.ts';
import { resolveFieldType } from './resolve-field-type.ts';
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
  const type = resolveFieldType(fieldType, place);
  return type === undefined ? undefined : { name: name.text, type, span: name.span };
}

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
    else if (field.type.kind === 'tensor' && brings.includes('tensor'))
      (definition.bringsPictures === true ? checkTarget : checkNumbers)(field, reporter);
    else if (takes(left, field.type.kind)) checkClasses(field, source, reporter);
    else {
      const kind = brings.some((brought) => brought === field.type.kind)
        ? `second ${field.type.kind}`
        : field.type.kind;
      const fix =
        field.type.kind === 'tensor'
          ? left.has('class')
            ? asClass(field)
            : { fix: definition.bringing?.(field.type.kind, source) }
          : { fix: definition.bringing?.(field.type.kind, source) };
      reporter.report('CNN310', field.span, [source.kind, kind, field.name], fix);
    }
  }
}

/** Takes a field out of what a source brings; of one class and several at once, it brings either. */
function takes(left: Set<string>, kind: FieldSpec['type']['kind']): boolean {
  const isThere = left.delete(kind);
  if (isThere && kind === 'class') left.delete('classes');
  if (isThere && kind === 'classes') left.delete('class');
  return isThere;
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

/** What pictures are to become are pictures. */
function checkTarget({ name, type, span }: FieldSpec, reporter: Reporter): void {
  if (type.kind !== 'tensor' || (type.dtype !== 'int32' && type.shape.length === 3)) return;
  const declared = `${type.dtype}${formatOpenShape(type.shape)}`;
  reporter.report('CNN311', span, [name, declared, 'pictures, `uint8[height, width, channels]`']);
}

function checkClasses(field: FieldSpec, source: SourceSpec, reporter: Reporter): void {
  const { type } = field;
  const definition = sourceDefinition(source);
  const most = type.kind === 'boxes' ? definition.mostObjects?.(source) : undefined;
  if (type.kind === 'boxes' && most !== undefined && most > type.most)
    reporter.report('CNN319', field.span, [field.name, type.most, most]);
  const classes = type.kind === 'mask' ? definition.maskClasses?.(source) : definition.classes?.(source);
  if (classes === undefined || !('classes' in type) || type.classes === classes) return;
  const declared =
    type.kind === 'boxes' ? `boxes[${type.most}, ${type.classes}]` : `${type.kind}[${type.classes}]`;
  reporter.report('CNN311', field.span, [field.name, declared, `${classes} classes`], {
    related: [
      {
        span: source.span,
        message: type.kind === 'mask' ? 'a background, and its classes' : `\`classes\` is ${classes}`,
      },
    ],
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
