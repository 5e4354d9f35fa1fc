import { registryOf } from '../entry/entry.ts';
import type { FieldKind } from '../fields/field-type.ts';
import type { LayerParams } from '../parameters/parameters.ts';
import { binaryCrossentropy } from './binary-crossentropy.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';
import type { AnyLossDefinition } from './define-loss.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.ts';

/** Every loss that has a name, by kind. */
export const losses = registryOf(
  sparseCategoricalCrossentropy,
  categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
);

export type LossKind = keyof typeof losses;

/** Every loss, in the order of messages and of the reference. */
export const lossDefinitions: readonly (AnyLossDefinition & { readonly kind: LossKind })[] =
  Object.values(losses);

/** A loss of Keras's, with all of its parameters. */
export interface NamedLoss {
  readonly kind: LossKind;
  readonly params: LayerParams;
}

/** The loss that a kind of field is usually learnt with; that of a class where nothing is known. */
export const usualLoss = (field: FieldKind = 'class'): LossKind =>
  (lossDefinitions.find(({ usualFor = [] }) => usualFor.includes(field)) ?? sparseCategoricalCrossentropy)
    .kind;

/** What is usually written as the loss of a kind of field: a word, or a block of the library where no word fits. */
export const usualLossName = (field?: FieldKind): string =>
  isOfBlocks(field) ? usualBlocks[field].name : usualLoss(field);

/** The blocks of the library that kinds of field are usually learnt with which no word of a loss fits, and where they are. */
export const usualBlocks = {
  boxes: { name: 'FCOSLoss', path: 'cnn:detection' },
  keypoints: { name: 'KeypointsLoss', path: 'cnn:losses' },
} as const;

/** Whether a kind of field is compared by blocks alone. */
export const isOfBlocks = (field?: FieldKind): field is keyof typeof usualBlocks =>
  field === 'boxes' || field === 'keypoints';
