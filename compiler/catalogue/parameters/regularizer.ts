/** A penalty on numbers, which is added to the loss: Σ l1 · |x| + l2 · x² (keras/src/regularizers/regularizers.py). */
export interface Regularizer {
  readonly kind: 'l1_l2';
  readonly l1: number;
  readonly l2: number;
}
