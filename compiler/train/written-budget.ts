import { formatBytes } from '../diagnostics/messages/format-bytes.ts';
import { textOf } from '../../grammar/span.ts';
import type { PhaseSpec } from './train-spec.ts';

/** A budget as the person wrote it, and how sizes beside it are written: in units of 1024 where it is. */
export interface WrittenBudget {
  readonly budget: string;
  readonly write: (bytes: number) => string;
}

/** How the budget of a phase, and what is compared with it, is told. */
export function writtenBudget({ memory, writtenAt }: Pick<PhaseSpec, 'memory' | 'writtenAt'>): WrittenBudget {
  const span = writtenAt?.memory;
  const text = span === undefined ? '' : textOf(span);
  const [, amount, unit] = /^([\d._]+)\s*([kKMGT]i?B)$/.exec(text) ?? [];
  const isBinary = unit?.charAt(1) === 'i';
  const write = (bytes: number): string => formatBytes(bytes, isBinary ? 'binary' : 'decimal');
  const budget = unit === undefined ? write(memory ?? 0) : `${amount ?? ''} ${unit}`;
  return { budget, write };
}
