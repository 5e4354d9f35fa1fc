import { defineActivation } from './define-activation.ts';
import { silu } from './silu.ts';

export const swish = defineActivation({
  kind: 'swish',
  doc: 'The same as `silu`.',
  lower: (build, x) => silu.lower(build, x),
});
