import type { PrepareStep } from '../../catalogue/steps/preparations.ts';

/** A step that changes pictures. */
export type PictureStep = Exclude<PrepareStep, { readonly kind: 'SqrtSize' }>;

/** What becomes of a picture before a model sees it: what a field holds, and its steps. */
export interface InputPreparation {
  /** The name of the model's input. */
  readonly input: string;
  readonly dtype: 'uint8' | 'int32' | 'float32';
  /** Height, width and channels; −1 for those that are of any size. */
  readonly shape: readonly number[];
  readonly steps: readonly PictureStep[];
}
