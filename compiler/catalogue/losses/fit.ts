import { formatOpenShape, maybeSame, type OpenSize } from '../../sizes/open-shape.ts';
import type { Shape } from '../../sizes/shape.ts';
import type { FieldKind, FieldType } from '../fields/field-type.ts';
import type { AnyLossDefinition } from './define-loss.ts';
import { lossDefinitions } from './registry.ts';

/** An output, and the field that a loss is to compare it with. */
export interface ComparedField {
  readonly shape: Shape;
  readonly target: { readonly name: string; readonly type: FieldType<OpenSize> };
}

/** Why a loss cannot compare an output with a field, where it cannot; how many classes there are is another matter. */
export function lossMisfit(
  { fields, activation }: AnyLossDefinition,
  { shape, target: { name, type } }: ComparedField,
): string | undefined {
  switch (type.kind) {
    case 'class':
      if (shape.length !== 1)
        return `it is ${formatOpenShape(shape)}, but \`${name}\` is one class an example`;
      if (fields.includes('class')) return undefined;
      return activation === undefined
        ? `\`${name}\` is a class, not a quantity`
        : `\`${name}\` is a class number, not a probability each`;
    case 'classes':
      if (!fields.includes('classes')) return `\`${name}\` may be of several classes at once`;
      return shape.length === 1
        ? undefined
        : `it is ${formatOpenShape(shape)}, but \`${name}\` is a yes or no to each class`;
    case 'box':
      if (!fields.includes('box')) return `\`${name}\` is a box; use ${lossesOf('box')}`;
      return maybeSame(shape, [4]) ? undefined : `it is ${formatOpenShape(shape)}, but a box is [4]`;
    case 'boxes':
      return `\`${name}\` is a list of boxes, which a block compares`;
    case 'keypoints':
      return `\`${name}\` is a list of points, which a block compares`;
    case 'mask':
      if (!fields.includes('mask')) return `\`${name}\` is the number of a class for each pixel`;
      return shape.length === 3 && maybeSame(shape.slice(0, 2), type.sides)
        ? undefined
        : `it is ${formatOpenShape(shape)}, but \`${name}\` has a class for each of ${formatOpenShape(type.sides)} pixels once prepared`;
    case 'tensor':
      if (!fields.includes('tensor')) return `\`${name}\` is not a class`;
      return maybeSame(shape, type.shape)
        ? undefined
        : `it is ${formatOpenShape(shape)}, but \`${name}\` is ${formatOpenShape(type.shape)} once prepared`;
  }
}

/** `` `mse` or `mae` ``: the losses that a kind of field may be learnt with. */
const lossesOf = (field: FieldKind): string =>
  lossDefinitions
    .filter(({ fields }) => fields.includes(field))
    .map(({ kind }) => `\`${kind}\``)
    .join(' or ');

/** A field of one class, of several at once, or of one for each pixel. */
export type ClassType = Extract<FieldType<OpenSize>, { readonly kind: 'class' | 'classes' | 'mask' }>;

/** Whether an output has a value for each class, or one for two of which one is right where a loss looks at yes and no. */
export function hasClasses(
  { activation }: AnyLossDefinition,
  shape: Shape,
  { kind, classes }: ClassType,
): boolean {
  if (activation === undefined) return true;
  const size = shape.at(-1) ?? 0;
  const isOneForTwo = kind !== 'classes' && activation === 'sigmoid' && size === 1 && classes === 2;
  return typeof size !== 'number' || size === classes || isOneForTwo;
}

/** Whether a field is of classes: one, several, or one for each pixel. */
export const isOfClasses = (type: FieldType<OpenSize>): type is ClassType =>
  type.kind === 'class' || type.kind === 'classes' || type.kind === 'mask';

/** The losses that can compare an output with a field. */
export const lossesFor = (compared: ComparedField): typeof lossDefinitions =>
  lossDefinitions.filter((loss) => {
    const { type } = compared.target;
    return (
      lossMisfit(loss, compared) === undefined &&
      (!isOfClasses(type) || hasClasses(loss, compared.shape, type))
    );
  });
