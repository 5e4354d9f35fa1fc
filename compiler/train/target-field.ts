import type { FieldSpec } from '../data/data-spec.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { preparedShape } from '../data/resolve-prepare.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import { equal } from '../sizes/condition.ts';
import { Facts } from '../sizes/facts.ts';
import type { Size } from '../sizes/size.ts';

/** A size, or null where only the run knows it. */
export type OpenSize = Size | null;

type TensorType = Extract<FieldSpec['type'], { readonly kind: 'tensor' }>;

/** A field as an objective compares with it: once prepared and augmented. */
export interface TargetField extends Omit<FieldSpec, 'type'> {
  readonly type:
    | Exclude<FieldSpec['type'], TensorType>
    | (Omit<TensorType, 'shape'> & { readonly shape: readonly OpenSize[] });
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
  return fields.map((field): TargetField => {
    const { type, name } = field;
    if (type.kind !== 'tensor') return field;
    const fed = model.inputs.find((input) => inputs?.get(input.name) === name)?.shape;
    const known = spec !== undefined && inputs !== undefined;
    const shape = known ? preparedShape(name, type.shape, spec) : type.shape.map(() => null);
    return { ...field, type: { ...type, shape: shape.map((size, axis) => size ?? fed?.[axis] ?? null) } };
  });
}

/** Whether two shapes may be the same; a size that only the run knows may be any. */
export function maybeSame(shape: readonly Size[], other: readonly OpenSize[]): boolean {
  const facts = new Facts();
  return (
    shape.length === other.length &&
    shape.every((size, axis) => {
      const against = other[axis] ?? null;
      return against === null || facts.decide(equal(size, against)).type !== 'refuted';
    })
  );
}
