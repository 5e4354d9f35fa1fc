import { ownValue } from '../../grammar/own-value.ts';
import type { FieldSpec } from './data-spec.ts';
import type { ResolvedData } from './resolve-data.ts';

/** Shapes that fields turned out to have, before they are prepared. */
export type FieldShapes = Readonly<Record<string, readonly number[]>>;

/** A data block whose fields have the shapes that were found where theirs were left open. */
export function withShapes(data: ResolvedData, shapes: FieldShapes | undefined): ResolvedData {
  if (shapes === undefined) return data;
  const fields = data.fields.map((field) => withShape(field, ownValue(shapes, field.name)));
  return { ...data, fields, spec: data.spec && { ...data.spec, fields } };
}

function withShape(field: FieldSpec, found: readonly number[] | undefined): FieldSpec {
  if (field.type.kind !== 'tensor' || found === undefined) return field;
  const shape = field.type.shape.map((size, axis) => size ?? found[axis] ?? null);
  return { ...field, type: { ...field.type, shape } };
}
