import type { ConcreteShape, Shape } from '../../sizes/shape.ts';
import type { Value } from '../../ir/ir.ts';
import { known } from '../../ir/extent.ts';
import { formatSize } from '../../sizes/format-size.ts';

/** The shape of a lowered value without its batch axis. */
export const shapeOf = (value: Value): ConcreteShape => value.shape.slice(1).map(known);

/** `[28, 28, 1]`: a shape as messages and tables write it. */
export const formatSizes = (shape: Shape): string => `[${shape.map(formatSize).join(', ')}]`;
