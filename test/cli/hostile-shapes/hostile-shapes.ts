import { argumentLists } from './argument-lists.ts';
import { declarations } from './declarations.ts';
import type { HostileShape } from './hostile-shape.ts';
import { imports } from './imports.ts';
import { reuses } from './reuses.ts';
import { statements } from './statements.ts';
import { syntax } from './syntax.ts';
import { training } from './training.ts';
import { values } from './values.ts';

/** The largest files of each kind of construct, right and with every entry wrong. */
export const hostileShapes: readonly HostileShape[] = [
  ...argumentLists,
  ...statements,
  ...reuses,
  ...syntax,
  ...values,
  ...declarations,
  ...training,
  ...imports,
];
