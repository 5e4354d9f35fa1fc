import type { BoxStep } from '../steps/box-encoding.ts';

/** A metric as an objective asks for it. */
export interface MetricSpec {
  /** What it is called in logs: `accuracy`, `top_5_accuracy`. */
  readonly name: string;
  readonly kind:
    | 'sparse_categorical_accuracy'
    | 'categorical_accuracy'
    | 'binary_accuracy'
    | 'top_k'
    | 'mse'
    | 'mae'
    | 'box_iou';
  /** For `top_k`. */
  readonly k?: number;
  /** For `box_iou`. */
  readonly format?: 'center' | 'corners';
  /** For `box_iou`: what `prepare` makes of the box, which is undone before boxes are compared. */
  readonly encoding?: readonly BoxStep[];
}
