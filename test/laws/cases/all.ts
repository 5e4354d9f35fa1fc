import type { OpKind } from '../../../compiler/ir/op-attributes.ts';
import type { OpCases } from '../op-case.ts';
import { elementwiseCases } from './elementwise.ts';
import { reductionCases } from './reductions.ts';
import { shapeCases } from './shapes.ts';
import { windowCases } from './windows.ts';

/** Cases of every op kind. */
export const opCases: OpCases<OpKind> = {
  ...elementwiseCases,
  ...shapeCases,
  ...reductionCases,
  ...windowCases,
};
