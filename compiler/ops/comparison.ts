import { broadcastShapes } from './broadcast.ts';
import { defineOp, type OpDefinition } from './define-op.ts';
import { bothInputs } from './inputs.ts';

function comparison<K extends 'equal' | 'greater' | 'greaterEqual'>(kind: K, doc: string): OpDefinition<K> {
  return defineOp<K>({
    kind,
    doc,
    infer(inputs) {
      const [a, b] = bothInputs(kind, inputs);
      return [{ shape: broadcastShapes(a.shape, b.shape), dtype: 'bool' }];
    },
  });
}

export const equal = comparison('equal', 'a = b');
export const greater = comparison('greater', 'a > b');
export const greaterEqual = comparison('greaterEqual', 'a ≥ b');
