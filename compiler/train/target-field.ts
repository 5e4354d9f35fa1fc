import { type FieldType, isPicture } from '../catalogue/fields/field-type.ts';
import type { FieldSpec } from '../data/data-spec.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { preparedShape } from '../data/resolve-prepare.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import type { OpenSize } from '../sizes/open-shape.ts';

/** A field as an objective compares with it: once prepared and augmented. */
export interface TargetField extends Omit<FieldSpec, 'type'> {
  readonly type: FieldType<OpenSize>;
}

/**
 * Every field as an objective compares with it. A size that only the files know is the one that the input takes which
 * the field feeds: a run refuses any other. Where `inputs` is undefined, sizes are at fault and none is known.
 */
export function targetFields(
  { fields, spec }: ResolvedData,
  model: Pick<ExpandedModel, 'inputs'>,
  inputs: ReadonlyMap<string, string> | undefined,
): readonly TargetField[] {
  const shapeOf = (name: string, sizes: readonly (number | null)[]): readonly (OpenSize | null)[] => {
    const fed = model.inputs.find((input) => inputs?.get(input.name) === name)?.shape;
    const known = spec !== undefined && inputs !== undefined;
    const shape = known ? preparedShape(name, sizes, spec) : sizes.map(() => null);
    return shape.map((size, axis) => size ?? fed?.[axis] ?? null);
  };
  const picture = fields.find(isPicture);
  const [height = null, width = null] =
    picture?.type.kind === 'tensor' ? shapeOf(picture.name, picture.type.shape) : [];
  return fields.map((field): TargetField => {
    const { type, name } = field;
    if (type.kind === 'mask') return { ...field, type: { ...type, sides: [height, width] } };
    if (type.kind !== 'tensor') return field;
    return { ...field, type: { ...type, shape: shapeOf(name, type.shape) } };
  });
}
