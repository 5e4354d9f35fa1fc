import { defineActivation } from './define-activation.ts';
import { hardSilu } from './hard-silu.ts';

export const hardSwish = defineActivation({
  kind: 'hard_swish',
  doc: 'The same as `hard_silu`.',
  lower: (build, x) => hardSilu.lower(build, x),
});
