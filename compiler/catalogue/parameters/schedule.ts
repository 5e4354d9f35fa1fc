import type { Span } from '../../../grammar/span.ts';
import type { LayerParams } from './parameters.ts';

/** So many epochs, of which the data says how many steps they are. */
export interface Epochs {
  readonly kind: 'epochs';
  readonly count: number;
  readonly span: Span;
}

/** How long something lasts: steps, which are updates of the weights, or epochs. */
export type Length = number | Epochs;

/** Lengths, as a parameter holds a list of them. */
export interface Lengths {
  readonly kind: 'lengths';
  readonly items: readonly Length[];
}

/** Whether a value goes over steps. */
export const isTimed = (value: object): value is Epochs | Lengths | Schedule =>
  'count' in value || 'items' in value || 'params' in value;

/** How a rate goes over the steps of a phase, as it is written. */
export interface Schedule {
  readonly kind: string;
  readonly params: LayerParams;
  readonly span: Span;
}
