/** A loss that has a name in Keras. */
export interface NamedLoss {
  readonly kind:
    'sparse_categorical_crossentropy' | 'categorical_crossentropy' | 'binary_crossentropy' | 'mse' | 'mae';
  readonly fromLogits: boolean;
}
