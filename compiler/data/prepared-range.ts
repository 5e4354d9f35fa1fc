import type { Call } from '../../grammar/ast.ts';
import { isPicture } from '../catalogue/fields/field-type.ts';
import type { Bounds } from '../catalogue/steps/define-augmentation.ts';
import type { PrepareStep } from '../catalogue/steps/preparations.ts';
import type { FieldSpec } from './data-spec.ts';

/** What an augmentation is applied to: the images as `prepare` leaves them. */
export interface Augmented {
  readonly fields: readonly FieldSpec[];
  readonly prepare: readonly PrepareStep[];
  /** Every step of `augment`, as it is written. */
  readonly steps: readonly Call[];
}

/** `0 to 255`. */
export const formatRange = ([low, high]: Bounds): string =>
  `${Number(low.toPrecision(4))} to ${Number(high.toPrecision(4))}`;

/** What `prepare` makes of the pixels of images. */
export const preparedRange = ({ fields, prepare }: Pick<Augmented, 'fields' | 'prepare'>): Bounds =>
  rescaledRange(fields.find(isPicture)?.name, prepare);

/** What `prepare` makes of a field of pixels of 0 to 255. */
export function rescaledRange(field: string | undefined, prepare: readonly PrepareStep[]): Bounds {
  const range = prepare.reduce<Bounds>(
    ([low, high], step) =>
      step.kind === 'Rescaling' && (step.field ?? field) === field
        ? [low * step.scale + step.offset, high * step.scale + step.offset]
        : [low, high],
    [0, 255],
  );
  return [Math.min(...range), Math.max(...range)];
}
