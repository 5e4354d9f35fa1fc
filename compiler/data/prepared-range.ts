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

/** What `prepare` makes of pixels of 0 to 255. */
export function preparedRange({ fields, prepare }: Pick<Augmented, 'fields' | 'prepare'>): Bounds {
  const image = fields.find(isPicture)?.name;
  const range = prepare.reduce<Bounds>(
    ([low, high], step) =>
      step.kind === 'Rescaling' && (step.field ?? image) === image
        ? [low * step.scale + step.offset, high * step.scale + step.offset]
        : [low, high],
    [0, 255],
  );
  return [Math.min(...range), Math.max(...range)];
}
