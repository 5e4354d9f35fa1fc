import type { FieldSpec } from '../data/data-spec.ts';
import type { NamedLoss } from '../catalogue/losses/named-loss.ts';

/** The loss that a kind of field is usually learnt with; a class where nothing is known. */
export const usualLoss = (type: Pick<FieldSpec['type'], 'kind'> | undefined): NamedLoss['kind'] =>
  type === undefined || type.kind === 'class' ? 'sparse_categorical_crossentropy' : 'mse';
