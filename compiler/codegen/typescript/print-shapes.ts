import { formatSize } from '../../sizes/format-size.ts';
import type { Shape } from '../../sizes/shape.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { TsCode } from './module-context.ts';

const { code } = ts;

/** A comment with the shapes that a statement came out with: the first, and where there are others the last. */
export function shapeComment(shapes: readonly Shape[]): TsCode {
  const [first] = shapes;
  const last = shapes.at(-1);
  if (first === undefined || last === undefined) return ts.empty;
  const text = first === last ? formatted(first) : `${formatted(first)} … ${formatted(last)}`;
  return code` ${ts.remark(text)}`;
}

const formatted = (shape: Shape): string => `[${shape.map(formatSize).join(', ')}]`;
