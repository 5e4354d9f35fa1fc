/**
 * What a weight must be after each update (keras/src/constraints/constraints.py). A norm is √Σw² over `axes`, counted
 * from 0 over the weight's own axes; weights are scaled to a norm by w · wanted / (ε + norm).
 */
export type Constraint =
  | { readonly kind: 'non_neg' }
  | { readonly kind: 'unit_norm'; readonly axes: readonly number[] }
  | {
      readonly kind: 'min_max_norm';
      readonly minimum: number;
      readonly maximum: number;
      readonly rate: number;
      readonly axes: readonly number[];
    };
